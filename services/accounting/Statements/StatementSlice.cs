namespace Region.Accounting.Statements;

/// <summary>The financial statements.</summary>
internal static class StatementSlice
{
    internal static void MapStatements(this IEndpointRouteBuilder app) => app.MapGrpcService<StatementFacade>();
}

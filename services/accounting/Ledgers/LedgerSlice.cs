namespace Region.Accounting.Ledgers;

/// <summary>The account books.</summary>
internal static class LedgerSlice
{
    internal static void MapLedgers(this IEndpointRouteBuilder app) => app.MapGrpcService<LedgerFacade>();
}

namespace Region.Accounting.Archives;

/// <summary>What this slice adds to the service.</summary>
internal static class ArchivesSlice
{
    internal static void MapArchives(this IEndpointRouteBuilder app) => app.MapGrpcService<ArchiveFacade>();
}

namespace Region.Accounting.Disclosure;

/// <summary>What villages publish.</summary>
internal static class DisclosureSlice
{
    internal static IServiceCollection AddDisclosure(this IServiceCollection services) => services
        .AddSingleton<PublishSheet>()
        .AddSingleton<NoteClosing>()
        .AddSingleton<NoteSheet>()
        .AddSingleton<KeepObjections>();

    internal static void MapDisclosure(this IEndpointRouteBuilder app) => app.MapGrpcService<DisclosureFacade>();
}

namespace Region.Accounting.Transition;

/// <summary>The parts of this slice.</summary>
internal static class TransitionSlice
{
    internal static IServiceCollection AddTransition(this IServiceCollection services) =>
        services.AddSingleton<TakeOldBook>();

    internal static void MapTransition(this IEndpointRouteBuilder app) => app.MapGrpcService<TransitionFacade>();
}

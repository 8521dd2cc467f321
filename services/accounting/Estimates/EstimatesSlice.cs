namespace Region.Accounting.Estimates;

/// <summary>Estimates (暂估入库) of goods that came before their bill.</summary>
internal static class EstimatesSlice
{
    internal static IServiceCollection AddEstimates(this IServiceCollection services) =>
        services.AddSingleton<RunEstimates>();
}

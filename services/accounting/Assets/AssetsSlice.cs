namespace Region.Accounting.Assets;

/// <summary>The asset register (固定资产卡片) and its depreciation.</summary>
internal static class AssetsSlice
{
    internal static IServiceCollection AddAssets(this IServiceCollection services) =>
        services.AddSingleton<KeepAssets>().AddSingleton<RunDepreciation>();
}

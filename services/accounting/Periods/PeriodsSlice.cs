namespace Region.Accounting.Periods;

/// <summary>The parts of this slice.</summary>
internal static class PeriodsSlice
{
    internal static IServiceCollection AddPeriods(this IServiceCollection services) => services
        .AddSingleton<BookLettersStore>()
        .AddSingleton<BuildChecklist>()
        .AddSingleton<CloseMonth>()
        .AddSingleton<CloseYear>();
}

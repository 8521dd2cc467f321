namespace Region.Accounting.Bank;

/// <summary>The parts of this slice.</summary>
internal static class BankSlice
{
    internal static IServiceCollection AddBank(this IServiceCollection services) => services
        .AddSingleton<ImportStatement>()
        .AddSingleton<MatchBank>();
}

namespace Region.Accounting.Accounts;

/// <summary>The parts of this slice.</summary>
internal static class AccountsSlice
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<AccountDesk>()
        .AddSingleton<KeepAccounts>()
        .AddSingleton<KeepItems>()
        .AddSingleton<AdoptChart>();

    internal static void MapAccounts(this IEndpointRouteBuilder app) => app.MapGrpcService<AccountFacade>();
}

using Region.Contracts.Access.V1;
using Region.Gateway.Identity;
using Region.Services.Tests.Isolation;

namespace Region.Services.Tests.Gateway;

/// <summary>The sample's people, each at a browser of their own in which they have logged in.</summary>
internal sealed class SitePeople(Uri site) : IDisposable
{
    /// <summary>Somebody of region R01, or of the county, for every role of a person.</summary>
    private static readonly Dictionary<Role, string> Logins = new()
    {
        [Role.Secretary] = "r01.secretary",
        [Role.CommitteeMember] = "r01.deputy",
        [Role.CountyOffice] = "county",
        [Role.Auditor] = "auditor",
        [Role.Manager] = "r01.manager",
        [Role.Buyer] = "r01.buyer",
        [Role.Receiver] = "r01.receiver",
        [Role.CompanyAccountant] = "r01.accountant",
        [Role.Cashier] = "r01.cashier",
        [Role.VillageAccountant] = "v0101.accountant",
        [Role.VillageHead] = "v0101.head",
        [Role.Supervisor] = "v0101.supervisor",
        [Role.Operator] = "operator",
    };

    private readonly Dictionary<string, Browser> _browsers = new(StringComparer.Ordinal);

    /// <summary>Every role that a person can have.</summary>
    public static IReadOnlyCollection<Role> Roles => Logins.Keys;

    /// <summary>The unit of the role's person.</summary>
    public static string HomeOf(Role role) => role switch
    {
        Role.VillageAccountant or Role.VillageHead or Role.Supervisor => "V0101",
        Role.CountyOffice or Role.Auditor or Role.Operator => "COUNTY",
        _ => "R01",
    };

    /// <summary>What the role's person may name as his own; for the county's people, what exists.</summary>
    public static Ids OwnOf(TwoRegions world, Role role, Stage stage) =>
        world.IdsOf("R01", stage, HomeOf(role) is "R01" ? "R01" : "V0101");

    public Task<Browser> OfAsync(Role role, CancellationToken cancellationToken) =>
        OfAsync(Logins[role], cancellationToken);

    public async Task<Browser> OfAsync(string login, CancellationToken cancellationToken)
    {
        if (_browsers.TryGetValue(login, out var there))
            return there;

        var browser = new Browser(site);
        using var answer = await browser.SendAsync(
            "/login", cancellationToken, ("login", login), ("password", SampleLogins.Password));
        if (browser.SessionId is null)
            throw new InvalidOperationException($"{login}: {answer.StatusCode} {answer.Headers.Location}");

        return _browsers[login] = browser;
    }

    public void Dispose()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
    }
}

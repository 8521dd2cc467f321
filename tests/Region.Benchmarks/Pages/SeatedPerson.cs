using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Benchmarks.Pages;

/// <summary>Somebody with a login of his own.</summary>
internal sealed record SeatedPerson(string Login, Role Role, string Unit)
{
    /// <summary>The cookie of a session that is open; empty for somebody who has not logged in.</summary>
    public string Cookie { get; init; } = "";

    internal static SeatedPerson Nobody { get; } = new("", Role.Unspecified, "");

    internal Caller Caller => Callers.Of(Role, Unit, Login);

    /// <summary>The post as the table of posts names it.</summary>
    internal string Row
    {
        get
        {
            var role = Role switch
            {
                Role.VillageAccountant => "village_accountant",
                Role.Secretary => "secretary",
                Role.Manager => "manager",
                Role.CountyOffice => "county_office",
                _ => throw new InvalidOperationException($"Nobody sits here as {Role}."),
            };
            return $"{Login},样例人员,{role},{Unit}\n";
        }
    }
}

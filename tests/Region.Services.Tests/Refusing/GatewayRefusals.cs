using Region.Contracts.Identity.V1;
using Region.Gateway.Identity;

namespace Region.Services.Tests.Refusing;

/// <summary>What the login refuses. Failures are counted, as the access log is kept; nothing else is stored.</summary>
internal static class GatewayRefusals
{
    /// <summary>A name that was tried so often that it waits; whether there is such a login does not matter.</summary>
    internal const string Locked = "guessed.often";

    private const string Accountant = "v0101.accountant";

    internal static RefusalCases<Refusal> Cases { get; } = new(Refusals.ToStatus, Refusals.ToSentence)
    {
        { Refusal.LoginMalformed, county => LogInAsync(county, "", SampleLogins.Password) },
        { Refusal.LoginMalformed, county => LogInAsync(county, Accountant, new string('密', 129)) },
        { Refusal.LoginWrong, county => LogInAsync(county, Accountant, "错误密码-1") },
        { Refusal.LoginWrong, county => LogInAsync(county, "nobody", SampleLogins.Password) },
        { Refusal.LoginLocked, county => LogInAsync(county, Locked, SampleLogins.Password) },
        { Refusal.NoPost, county => LogInAsync(county, "r02.secretary", SampleLogins.Password) },
        { Refusal.PostNotHeld, county => LogInAsync(county, Accountant, SampleLogins.Password, "V0201") },
    };

    internal static Task LogInAsync(RefusingCounty county, string login, string password, string unit = "") =>
        county.Session.LoginAsync(new LoginRequest { Login = login, Password = password, Unit = unit }).ResponseAsync;
}

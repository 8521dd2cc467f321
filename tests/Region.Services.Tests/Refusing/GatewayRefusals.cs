using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Gateway.Identity;
using Region.Kernel;
using Region.Services.Tests.Isolation;
using Region.Testing;

namespace Region.Services.Tests.Refusing;

/// <summary>What the gateway refuses. Logins are recorded, as the access log is kept; nothing else is stored.</summary>
internal static class GatewayRefusals
{
    /// <summary>A name that was tried so often that it waits; whether there is such a login does not matter.</summary>
    internal const string Locked = "guessed.often";

    private const string Accountant = "v0101.accountant";

    // One with a second factor, one whom the county has locked, one who has all the tokens that anybody may have.
    private const string Careful = "r01.buyer";
    private const string Gone = "r01.receiver";
    private const string Collector = "r01.cashier";

    private const string Good = "三只母鸡下了九个蛋-2026";
    private const string Subject = "sub-of-the-manager";
    private const string OnlyForms = "only the form of the page has two fields for it";
    private const string OnlyOutside = "only a browser that comes back from an outside provider is told so";

    internal static RefusalCases<Refusal> Cases { get; } = new(Refusals.ToStatus, Refusals.ToSentence)
    {
        { Refusal.LoginMalformed, county => LogInAsync(county, "", SampleLogins.Password) },
        { Refusal.LoginMalformed, county => LogInAsync(county, Accountant, new string('密', 129)) },
        { Refusal.LoginWrong, county => LogInAsync(county, Accountant, "错误密码-1") },
        { Refusal.LoginWrong, county => LogInAsync(county, "nobody", SampleLogins.Password) },
        { Refusal.LoginLocked, county => LogInAsync(county, Locked, SampleLogins.Password) },
        { Refusal.CodeNeeded, county => LogInAsync(county, Careful, SampleLogins.Password) },
        { Refusal.CodeWrong, county => LogInAsync(county, Careful, SampleLogins.Password, code: "0000000") },
        { Refusal.AccountLocked, county => LogInAsync(county, Gone, SampleLogins.Password) },
        { Refusal.NoPost, county => LogInAsync(county, "r02.secretary", SampleLogins.Password) },
        { Refusal.PostNotHeld, county => LogInAsync(county, Accountant, SampleLogins.Password, "V0201") },
        { Refusal.SubjectUnknown, OnlyOutside },
        { Refusal.OutsideFailed, OnlyOutside },
        { Refusal.PasswordTooShort, county => ChangeAsync(county, "短") },
        { Refusal.PasswordTooLong, county => ChangeAsync(county, string.Concat(Enumerable.Repeat(Good, 20))) },
        { Refusal.PasswordNamesLogin, county => ChangeAsync(county, $"{Accountant}-2026") },
        { Refusal.PasswordCommon, county => ChangeAsync(county, "1234567890") },
        { Refusal.PasswordUnchanged, county => ChangeAsync(county, Good, old: Good) },
        { Refusal.LoginWrong, county => ChangeAsync(county, Good, old: "错误密码-1") },
        { Refusal.PasswordsDiffer, OnlyForms },
        { Refusal.FirstCodeWrong, county => county.Session.SetFirstPasswordAsync(
            new SetFirstPasswordRequest { Code = "AAAAA-BBBBB", NewPassword = Good }).ResponseAsync },
        { Refusal.LoginInvalid, county => CreateAsync(county, "坏 名") },
        { Refusal.AccountExists, county => CreateAsync(county, Accountant) },
        { Refusal.AccountUnknown, county => LockAsync(county, "nobody", "离任") },
        { Refusal.AccountUnknown, county => LinkAsync(county, "nobody", "sub-1") },
        { Refusal.OwnAccount, county => LockAsync(county, "countyoffice@county", "离任") },
        { Refusal.ReasonMissing, county => LockAsync(county, Accountant, " ") },
        { Refusal.SubjectTaken, county => LinkAsync(county, Accountant, Subject) },
        { Refusal.FactorNotStarted, county => ConfirmAsync(county, Accountant, "000000") },
        { Refusal.FactorOn, county => Own(county, Careful).StartSecondFactorAsync(new StartSecondFactorRequest())
            .ResponseAsync },
        { Refusal.NothingSuch, county => Own(county, Accountant).EndOwnSessionAsync(
            new EndOwnSessionRequest { RequestId = county.NewKey(), SessionId = "none" }).ResponseAsync },
        { Refusal.NothingSuch, county => Own(county, Accountant).RevokeApiTokenAsync(
            new RevokeApiTokenRequest { RequestId = county.NewKey(), TokenId = "none" }).ResponseAsync },
        { Refusal.TokenNameInvalid, county => TokenAsync(county, Accountant, "", Today) },
        { Refusal.TokenEndInvalid, county => TokenAsync(county, Accountant, "取数", Today.AddYears(2)) },
        { Refusal.TooManyTokens, county => TokenAsync(county, Collector, "取数", Today) },
        { Refusal.HandoverSamePerson, county => HandOverAsync(county, to: Accountant) },
        { Refusal.HandoverNotHolder, county => HandOverAsync(county, to: "v0102.accountant") },
        { Refusal.HandoverDateInvalid, county => HandOverAsync(county, on: Today.AddDays(2)) },
        { Refusal.HandoverNoteTooLong, county => HandOverAsync(county, note: new string('印', 501)) },
    };

    private static DateOnly Today => BusinessDate.At(TimeProvider.System.GetUtcNow());

    /// <summary>Puts accounts into the states that refusals need.</summary>
    internal static async Task PrepareAsync(RefusingCounty county)
    {
        var started = await Own(county, Careful).StartSecondFactorAsync(new StartSecondFactorRequest());
        await ConfirmAsync(county, Careful, Totp.CodeAt(started.Secret, TimeProvider.System.GetUtcNow()));
        await LockAsync(county, Gone, "离任");
        await LinkAsync(county, "r01.manager", Subject);
        for (var token = 0; token < 20; token++)
            await TokenAsync(county, Collector, "取数", Today);
    }

    internal static Task LogInAsync(
        RefusingCounty county, string login, string password, string unit = "", string code = "") =>
        county.Session.LoginAsync(new LoginRequest { Login = login, Password = password, Unit = unit, Code = code })
            .ResponseAsync;

    private static Task<ChangePasswordResponse> ChangeAsync(
        RefusingCounty county, string wanted, string old = SampleLogins.Password) =>
        county.Session.ChangePasswordAsync(
            new ChangePasswordRequest { Login = Accountant, Password = old, NewPassword = wanted }).ResponseAsync;

    private static Task<CreateAccountResponse> CreateAsync(RefusingCounty county, string login) =>
        Accounts(county).CreateAccountAsync(new CreateAccountRequest { Login = login }).ResponseAsync;

    private static Task<LockAccountResponse> LockAsync(RefusingCounty county, string login, string reason) =>
        Accounts(county).LockAccountAsync(
            new LockAccountRequest { RequestId = county.NewKey(), Login = login, Reason = reason }).ResponseAsync;

    private static Task<LinkAccountResponse> LinkAsync(RefusingCounty county, string login, string subject) =>
        Accounts(county).LinkAccountAsync(
            new LinkAccountRequest { RequestId = county.NewKey(), Login = login, Subject = subject }).ResponseAsync;

    private static Task<ConfirmSecondFactorResponse> ConfirmAsync(RefusingCounty county, string login, string code) =>
        Own(county, login).ConfirmSecondFactorAsync(new ConfirmSecondFactorRequest { Code = code }).ResponseAsync;

    private static Task<CreateApiTokenResponse> TokenAsync(
        RefusingCounty county, string login, string name, DateOnly endsOn) =>
        Own(county, login).CreateApiTokenAsync(
            new CreateApiTokenRequest { Name = name, EndsOn = BusinessDate.Write(endsOn) }).ResponseAsync;

    private static Task<RecordHandoverResponse> HandOverAsync(
        RefusingCounty county, string to = "v0101.cashier", DateOnly? on = null, string note = "") =>
        new HandoverService.HandoverServiceClient(county.World.As(
            Slice.Gateway, Callers.Of(Role.VillageHead, "V0101", "v0101.head"))).RecordHandoverAsync(
            new RecordHandoverRequest
            {
                RequestId = county.NewKey(),
                Book = "V0101",
                FromLogin = Accountant,
                ToLogin = to,
                HandedOverOn = BusinessDate.Write(on ?? Today),
                Note = note,
            }).ResponseAsync;

    private static AccountService.AccountServiceClient Accounts(RefusingCounty county) =>
        new(county.World.As(Slice.Gateway, Callers.Of(Role.CountyOffice, "COUNTY")));

    private static OwnAccountService.OwnAccountServiceClient Own(RefusingCounty county, string login) =>
        new(county.World.As(Slice.Gateway, login[0] is 'v'
            ? Callers.Of(Role.VillageAccountant, "V0101", login)
            : Callers.Of(Role.Buyer, "R01", login)));
}

using Region.Gateway.Identity.Own;
using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Accounts;

/// <summary>A one-time code and until when it opens.</summary>
internal sealed record FirstCode(string Code, DateTimeOffset Ends);

/// <summary>Makes, locks and resets accounts, and records who did it.</summary>
internal sealed class AccountOffice(Database database, TimeProvider clock)
{
    private const int LongestReason = 200;

    private static readonly TimeSpan CodeOpens = TimeSpan.FromDays(7);

    public async Task<Decision<FirstCode, Refusal>> CreateAsync(
        string login, Caller by, CancellationToken cancellationToken)
    {
        if (!IsLogin(login))
            return Refusal.LoginInvalid.On("login", login);

        var code = NewCode();
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        var account = new AccountRow
        {
            Login = login,
            PasswordHash = "",
            FirstCodeHash = OneTimeCode.Hash(code.Code),
            FirstCodeEnds = code.Ends.ToUnixTimeMilliseconds(),
        };
        if (!await work.AddAccountAsync(account, clock.GetUtcNow(), cancellationToken))
            return Refusal.AccountExists.On("login", login);

        await NoteAsync(work, login, ("create", ""), by, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return code;
    }

    public async Task<Decision<FirstCode, Refusal>> ResetAsync(
        (string Login, string Reason) wanted, Caller by, CancellationToken cancellationToken)
    {
        if (Forbidden(wanted, by) is { } refused)
            return refused;

        var code = NewCode();
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        if (await work.FindAccountAsync(wanted.Login, cancellationToken) is null)
            return Refusal.AccountUnknown.On("login");

        await work.ResetAccountAsync(
            wanted.Login, OneTimeCode.Hash(code.Code), code.Ends.ToUnixTimeMilliseconds(), cancellationToken);
        await work.TurnFactorOffAsync(wanted.Login, cancellationToken);
        await work.EndSessionsOfAsync(wanted.Login, cancellationToken);
        await work.RevokeTokensOfAsync(
            wanted.Login, clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
        await NoteAsync(work, wanted.Login, ("reset", wanted.Reason), by, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return code;
    }

    public async Task<Decision<string, Refusal>> LockAsync(
        UnitOfWork work, (string Login, string Reason) wanted, Caller by, CancellationToken cancellationToken)
    {
        if (Forbidden(wanted, by) is { } refused)
            return refused;

        if (await work.FindAccountAsync(wanted.Login, cancellationToken) is null)
            return Refusal.AccountUnknown.On("login");

        await work.LockAccountAsync(wanted.Login, wanted.Reason, cancellationToken);
        await work.EndSessionsOfAsync(wanted.Login, cancellationToken);
        await NoteAsync(work, wanted.Login, ("lock", wanted.Reason), by, cancellationToken);
        return wanted.Login;
    }

    public async Task<Decision<string, Refusal>> UnlockAsync(
        UnitOfWork work, string login, Caller by, CancellationToken cancellationToken)
    {
        if (await work.FindAccountAsync(login, cancellationToken) is null)
            return Refusal.AccountUnknown.On("login");

        await work.LockAccountAsync(login, reason: "", cancellationToken);
        await work.ForgetFailuresAsync(login, cancellationToken);
        await NoteAsync(work, login, ("unlock", ""), by, cancellationToken);
        return login;
    }

    public async Task<Decision<string, Refusal>> LinkAsync(
        UnitOfWork work, (string Login, string Subject) wanted, Caller by, CancellationToken cancellationToken)
    {
        if (wanted.Subject.Length > LongestReason)
            return Refusal.ReasonMissing.On("subject");

        if (await work.FindAccountAsync(wanted.Login, cancellationToken) is null)
            return Refusal.AccountUnknown.On("login");

        var holder = wanted.Subject.Length > 0
            ? await work.FindSubjectAsync(wanted.Subject, cancellationToken)
            : null;
        if (holder is not null && !Same(holder.Login, wanted.Login))
            return Refusal.SubjectTaken.On("subject");

        await work.LinkAccountAsync(
            wanted.Login, wanted.Subject.Length > 0 ? wanted.Subject : null, cancellationToken);
        await NoteAsync(work, wanted.Login, ("link", wanted.Subject), by, cancellationToken);
        return wanted.Login;
    }

    /// <summary>A code for an account that is not stored by this class.</summary>
    public FirstCode NewCode() => new(OneTimeCode.Make(), clock.GetUtcNow() + CodeOpens);

    // An administrator who locked himself out would have to be let in by somebody who cannot be asked.
    private static Refused<Refusal>? Forbidden((string Login, string Reason) wanted, Caller by)
    {
        if (Same(wanted.Login, by.Login))
            return Refusal.OwnAccount.On("login");

        return wanted.Reason.Trim().Length is 0 or > LongestReason ? Refusal.ReasonMissing.On("reason") : null;
    }

    private Task NoteAsync(
        UnitOfWork work, string login, (string Act, string Reason) done, Caller by,
        CancellationToken cancellationToken) =>
        work.AddActAsync(AccountActRow.Of(login, done, by, clock.GetUtcNow()), cancellationToken);

    private static bool IsLogin(string login) =>
        login.Length is > 0 and <= LogIn.LongestLogin
        && login.All(sign => sign is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-');

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

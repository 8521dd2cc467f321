using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>What somebody shows to come in.</summary>
/// <param name="Login">The login name.</param>
/// <param name="Password">The password.</param>
/// <param name="Code">A code of the authenticator or a recovery code; empty where none was typed.</param>
internal sealed record Shown(string Login, string Password, string Code);

/// <summary>How a login was made, as the record names it.</summary>
internal static class Ways
{
    public const string Password = "password";
    public const string Outside = "outside";
    public const string FirstPassword = "first-password";
}

/// <summary>Checks login, password and second factor, counts failures and keeps the record of logins.</summary>
internal sealed class Credentials(Database database, Passwords passwords, SampleMode sample, TimeProvider clock)
{
    /// <summary>
    /// One for all logins: an attempt also removes expired failures of others, and two that did so under locks of
    /// their own could each wait for the other's row.
    /// </summary>
    public const string LockName = "logins";

    public async Task<Decision<AccountRow, Refusal>> CheckAsync(
        Shown shown, Origin origin, CancellationToken cancellationToken)
    {
        if (shown.Login.Length is 0 or > LogIn.LongestLogin)
            return Refusal.LoginMalformed.On("login");

        if (shown.Password.Length is 0 or > LogIn.LongestPassword)
            return Refusal.LoginMalformed.On("password");

        var tried = await TryAsync(shown.Login, cancellationToken);
        if (!tried.Allowed)
            return tried.Refuse<AccountRow>();

        if (passwords.Fits(tried.Value, shown.Password))
            return await FinishAsync(tried.Value!, shown.Code, origin, cancellationToken);

        if (tried.Value is { } known)
            await NoteAsync(known.Login, origin, (Ways.Password, Refusal.LoginWrong), cancellationToken);
        return Refusal.LoginWrong.On("");
    }

    /// <summary>Lets somebody in whom an outside provider has vouched for.</summary>
    public async Task<Decision<AccountRow, Refusal>> VouchedAsync(
        string subject, Origin origin, CancellationToken cancellationToken)
    {
        AccountRow? account;
        await using (var session = await database.ReadAsync(cancellationToken))
            account = await session.FindSubjectAsync(subject, cancellationToken);

        if (account is null || IsClosed(account))
            return Refusal.SubjectUnknown.On("");

        Refusal? refusal = account.LockedReason.Length > 0 ? Refusal.AccountLocked : null;
        await NoteAsync(account.Login, origin, (Ways.Outside, refusal), cancellationToken);
        return refusal is { } why ? why.On("") : account;
    }

    /// <summary>Adds a line to the record of logins.</summary>
    public async Task NoteAsync(
        string login, Origin origin, (string Way, Refusal? Refusal) result, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        await work.AddLoginAsync(Row(login, origin, result), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>A line of the record.</summary>
    public LoginRow Row(string login, Origin origin, (string Way, Refusal? Refusal) result)
    {
        var now = clock.GetUtcNow();
        return new LoginRow
        {
            LoginId = Guid.CreateVersion7(now).ToString(),
            Login = login,
            TriedAt = now.ToUnixTimeMilliseconds(),
            Address = origin.Address,
            Agent = origin.Agent,
            Way = result.Way,
            Refusal = result.Refusal is { } refusal ? Refusals.ReasonOf(refusal) : "",
        };
    }

    // Null: no such account, or a sample account where none are let in; which of the two, nobody learns.
    private async Task<Decision<AccountRow?, Refusal>> TryAsync(string login, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        var failures = Lockout.Try(await work.FindFailuresAsync(login, cancellationToken), clock.GetUtcNow());
        if (!failures.Allowed)
            return failures.Refuse<AccountRow?>();

        await work.SaveFailuresAsync(login, failures.Value, cancellationToken);
        var account = await work.FindAccountAsync(login, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return account is null || IsClosed(account) ? null : account;
    }

    // The password was right. Without the code the attempt stays counted, so that codes cannot be guessed either.
    private async Task<Decision<AccountRow, Refusal>> FinishAsync(
        AccountRow account, string code, Origin origin, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(LockName, cancellationToken);
        var refusal = account.LockedReason.Length > 0 ? Refusal.AccountLocked
            : account.FactorOn is 1 ? await SpendAsync(work, account.Login, code, cancellationToken)
            : null;
        if (refusal is null)
            await work.ForgetFailuresAsync(account.Login, cancellationToken);

        await work.AddLoginAsync(Row(account.Login, origin, (Ways.Password, refusal)), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return refusal is { } why ? why.On(why is Refusal.AccountLocked ? "" : "code") : account;
    }

    private async Task<Refusal?> SpendAsync(
        UnitOfWork work, string login, string code, CancellationToken cancellationToken)
    {
        if (code.Length is 0)
            return Refusal.CodeNeeded;

        if (code.Length > LogIn.LongestPassword)
            return Refusal.CodeWrong;

        // As it is now: another login may have spent the step while this one checked the password.
        var account = (await work.FindAccountAsync(login, cancellationToken))!;
        var step = Totp.Match(account.FactorSecret, code, clock.GetUtcNow(), account.FactorStep);
        var spent = step is { } fresh
            ? await work.SpendStepAsync(login, fresh, cancellationToken)
            : await work.SpendRecoveryCodeAsync(login, OneTimeCode.Hash(code), cancellationToken);
        return spent ? null : Refusal.CodeWrong;
    }

    private bool IsClosed(AccountRow account) => account.Sample is 1 && !sample.On;
}

using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Gateway.Identity;

/// <summary>Chooses a password: by the old one, or the first one by a one-time code.</summary>
internal sealed class ChoosePassword(
    Database database, Credentials credentials, Passwords passwords, TimeProvider clock)
{
    /// <summary>A new password by the old one; every browser is logged out by it.</summary>
    public async Task<Decision<string, Refusal>> ChangeAsync(
        Shown shown, string wanted, Origin origin, CancellationToken cancellationToken)
    {
        var fits = PasswordRules.Check(shown.Login, wanted);
        if (!fits.Allowed)
            return fits;

        if (string.Equals(shown.Password, wanted, StringComparison.Ordinal))
            return Refusal.PasswordUnchanged.On("new_password");

        var account = await credentials.CheckAsync(shown, origin, cancellationToken);
        return account.Allowed
            ? await SetAsync(account.Value.Login, wanted, first: null, cancellationToken)
            : account.Refuse<string>();
    }

    /// <summary>The first password; the code opens once. Answers the login.</summary>
    public async Task<Decision<string, Refusal>> SetFirstAsync(
        string code, string wanted, Origin origin, CancellationToken cancellationToken)
    {
        AccountRow? account;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            account = code.Length is > 0 and <= LogIn.LongestPassword
                ? await session.FindFirstCodeAsync(OneTimeCode.Hash(code), cancellationToken)
                : null;
        }

        if (account is null || !IsOpen(account))
            return Refusal.FirstCodeWrong.On("code");

        var fits = PasswordRules.Check(account.Login, wanted);
        return fits.Allowed
            ? await SetAsync(
                account.Login,
                wanted,
                credentials.Row(account.Login, origin, (Ways.FirstPassword, Refusal: null)),
                cancellationToken)
            : fits;
    }

    private bool IsOpen(AccountRow account) =>
        account.LockedReason.Length is 0 && clock.GetUtcNow().ToUnixTimeMilliseconds() < account.FirstCodeEnds;

    // With a line for the record where a one-time code is spent: then the account must still be waiting for one.
    private async Task<Decision<string, Refusal>> SetAsync(
        string login, string wanted, LoginRow? first, CancellationToken cancellationToken)
    {
        var hash = passwords.Hash(wanted);
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        if (first is not null)
        {
            var account = await work.FindAccountAsync(login, cancellationToken);
            if (account is null || account.FirstCodeHash.Length is 0)
                return Refusal.FirstCodeWrong.On("code");

            await work.AddLoginAsync(first, cancellationToken);
        }

        await work.SetPasswordAsync(login, hash, clock.GetUtcNow(), cancellationToken);
        await work.ForgetFailuresAsync(login, cancellationToken);
        await work.EndSessionsOfAsync(login, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return login;
    }
}

using QRCoder;
using Region.Contracts.Identity.V1;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Own;

/// <summary>Turns the second factor of an account on and off.</summary>
internal sealed class SecondFactor(Database database, Credentials credentials, TimeProvider clock)
{
    private const int RecoveryCodes = 10;
    private const int PixelsPerModule = 4;

    public async Task<Decision<StartSecondFactorResponse, Refusal>> StartAsync(
        string login, CancellationToken cancellationToken)
    {
        var secret = Totp.MakeSecret();
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        if (await work.FindAccountAsync(login, cancellationToken) is not { } account)
            return Refusal.AccountUnknown.On("login");

        if (account.FactorOn is 1)
            return Refusal.FactorOn.On("");

        await work.StartFactorAsync(login, secret, cancellationToken);
        await work.CommitAsync(cancellationToken);
        var uri = Totp.Uri(login, secret);
        return new StartSecondFactorResponse { Secret = secret, Uri = uri, QrSvg = Draw(uri) };
    }

    /// <summary>Answers the recovery codes, of which only the hashes are kept.</summary>
    public async Task<Decision<IReadOnlyList<string>, Refusal>> ConfirmAsync(
        string login, string code, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        var account = await work.FindAccountAsync(login, cancellationToken);
        if (account is null || account.FactorSecret.Length is 0)
            return Refusal.FactorNotStarted.On("");

        if (account.FactorOn is 1)
            return Refusal.FactorOn.On("");

        if (Totp.Match(account.FactorSecret, code, clock.GetUtcNow(), account.FactorStep) is not { } step)
            return Refusal.CodeWrong.On("code");

        await work.SpendStepAsync(login, step, cancellationToken);
        await work.TurnFactorOnAsync(login, cancellationToken);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCode.Make()).ToArray();
        foreach (var recovery in codes)
            await work.AddRecoveryCodeAsync(login, OneTimeCode.Hash(recovery), cancellationToken);

        await work.CommitAsync(cancellationToken);
        return codes;
    }

    public async Task<Decision<string, Refusal>> RemoveAsync(
        Shown shown, Origin origin, CancellationToken cancellationToken)
    {
        var account = await credentials.CheckAsync(shown, origin, cancellationToken);
        if (!account.Allowed)
            return account.Refuse<string>();

        await using var work = await database.BeginAsync(Credentials.LockName, cancellationToken);
        await work.TurnFactorOffAsync(shown.Login, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return shown.Login;
    }

    private static string Draw(string uri)
    {
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(PixelsPerModule);
    }
}

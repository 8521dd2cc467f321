using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity.Sessions;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Own;

/// <summary>
/// Tokens of machines: shown to REST as a bearer token, and exchanged there for a short-lived one. The machine never
/// holds that one, so a revoked token ends at once.
/// </summary>
internal sealed class MachineTokens(
    Database database,
    PostService.PostServiceClient posts,
    TokenMint mint,
    SampleMode sample,
    TimeProvider clock) : IDisposable
{
    /// <summary>Tells a token apart, also for programs that search for secrets published by mistake.</summary>
    public const string Prefix = "region_";

    private const int Bytes = 32;
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsedStep = TimeSpan.FromHours(1);

    private readonly MemoryCache _minted = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>A fresh token and the hash that is stored of it.</summary>
    public static (string Token, string Hash) Make()
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, Hash(token));
    }

    /// <summary>A short-lived token for the post that this one stands for; null where it stands for none.</summary>
    public async Task<string?> ExchangeAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Hash(token);
        var row = await FindAsync(hash, cancellationToken);
        if (row is null)
            return null;

        if (_minted.TryGetValue(hash, out string? minted))
            return minted;

        var held = await posts.ListPostsAsync(
            new ListPostsRequest { Login = row.Login }, cancellationToken: cancellationToken);
        if (held.Posts.FirstOrDefault(post => post.Is((Role)row.Role, row.Unit)) is not { } post)
            return null;

        await NoteUseAsync(row, cancellationToken);
        minted = mint.Mint(post.ToCaller(), Lifetime);
        _minted.Set(hash, minted, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = Remembered,
        });
        return minted;
    }

    public void Dispose() => _minted.Dispose();

    // Looked at for each request: what was revoked or locked a moment ago is refused now.
    private async Task<ApiTokenRow?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var row = await session.FindTokenAsync(hash, cancellationToken);
        if (row is null || row.RevokedAt > 0 || string.CompareOrdinal(row.EndsOn, Today) < 0)
            return null;

        var account = await session.FindAccountAsync(row.Login, cancellationToken);
        return account is { LockedReason.Length: 0 } && (sample.On || account.Sample is 0) ? row : null;
    }

    private string Today => BusinessDate.Write(BusinessDate.At(clock.GetUtcNow()));

    private async Task NoteUseAsync(ApiTokenRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - DateTimeOffset.FromUnixTimeMilliseconds(row.UsedAt) < UsedStep)
            return;

        await using var work = await database.BeginAsync("api-tokens", cancellationToken);
        await work.UseTokenAsync(row.TokenId, now.ToUnixTimeMilliseconds(), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Region.Platform.Identity;

/// <summary>What is known about a key id: the key, or that there is none, or that nobody could be asked.</summary>
internal readonly record struct FoundKey(ECDsaSecurityKey? Key, bool Undecided);

/// <summary>
/// The public keys of one issuer, fetched when first needed, looked at again every few minutes and on an unknown id, at
/// most once a second. While the issuer cannot be reached the keys known so far go on working.
/// </summary>
internal sealed class IssuerKeys(
    string issuer, Func<CancellationToken, Task<PublicKeySet>> fetch, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int MaxKeys = 16;
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _oneFetch = new(1, 1);
    private volatile Known _known = new(
        new Dictionary<string, KnownKey>(StringComparer.Ordinal), At: null);
    private long? _triedAt;
    private volatile bool _failed;

    public async ValueTask<FoundKey> FindAsync(string id, CancellationToken cancellationToken)
    {
        var known = _known;
        if (!known.Keys.TryGetValue(id, out var key) || !IsWithin(FreshFor, known.At))
        {
            await RefreshAsync(known, cancellationToken);
            _known.Keys.TryGetValue(id, out key);
        }

        return new FoundKey(key?.Key, Undecided: key is null && _failed);
    }

    public void Dispose() => _oneFetch.Dispose();

    private async Task RefreshAsync(Known seen, CancellationToken cancellationToken)
    {
        await _oneFetch.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have fetched while this call waited; and nobody may make us ask without pause.
            if (!ReferenceEquals(seen, _known) || IsWithin(Pause, _triedAt))
                return;

            var now = clock.GetTimestamp();
            _triedAt = now;

            // Until there is an answer nobody knows, also where the caller who asked goes away in the middle.
            _failed = true;
            var set = await fetch(cancellationToken);
            _known = new Known(Take(set), now);
            _failed = false;
        }
        catch (Exception exception) when (IsUnreachable(exception, cancellationToken))
        {
            Log.IssuerUnreachable(logger, issuer, exception);
        }
        finally
        {
            _oneFetch.Release();
        }
    }

    /// <summary>
    /// By the time that has passed: a clock that is set back would stop all asking until it catches up.
    /// </summary>
    private bool IsWithin(TimeSpan length, long? since) =>
        since is { } moment && clock.GetElapsedTime(moment) < length;

    private static bool IsUnreachable(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or System.Text.Json.JsonException or CryptographicException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Keys that are the same as before keep their object, on which signature checks are cached.</summary>
    private Dictionary<string, KnownKey> Take(PublicKeySet set)
    {
        var taken = new Dictionary<string, KnownKey>(StringComparer.Ordinal);
        foreach (var key in set.Keys.Take(MaxKeys))
        {
            if (_known.Keys.TryGetValue(key.Id, out var known) && known.Published == key)
                taken[key.Id] = known;
            else if (key.ToSecurityKey() is { } usable)
                taken[key.Id] = new KnownKey(key, usable);
        }

        return taken;
    }

    private sealed record KnownKey(PublicKey Published, ECDsaSecurityKey Key);

    private sealed record Known(IReadOnlyDictionary<string, KnownKey> Keys, long? At);
}

/// <summary>
/// The issuers that this process believes: its own keys, and those of the services that it has addresses for.
/// </summary>
internal sealed class Issuers : IDisposable
{
    private readonly Dictionary<string, IssuerKeys> _issuers = new(StringComparer.Ordinal);

    /// <param name="self">The name of this process, whose keys need no fetching.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="others">A fetch for every other issuer.</param>
    /// <param name="clock">The clock that caching goes by.</param>
    /// <param name="logger">Where unreachable issuers are noted.</param>
    public Issuers(
        string self,
        SigningKeys keys,
        IReadOnlyDictionary<string, Func<CancellationToken, Task<PublicKeySet>>> others,
        TimeProvider clock,
        ILogger<Issuers> logger)
    {
        foreach (var (name, fetch) in others)
            _issuers[name] = new IssuerKeys(name, fetch, clock, logger);

        _issuers[self] = new IssuerKeys(self, _ => Task.FromResult(keys.Published()), clock, logger);
    }

    /// <summary>The keys of an issuer; null for one that nobody here knows.</summary>
    public IssuerKeys? Find(string name) => _issuers.GetValueOrDefault(name);

    public void Dispose()
    {
        foreach (var issuer in _issuers.Values)
            issuer.Dispose();
    }
}

internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "The public keys of {Issuer} cannot be fetched; known ones go on working.")]
    public static partial void IssuerUnreachable(ILogger logger, string issuer, Exception exception);
}

using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Region.Platform.Identity;

/// <summary>
/// The keys that this process signs with, in a file that only its owner can read. The newest signs; older ones stay
/// published until every token that they signed has expired. Safe for use from many threads.
/// </summary>
/// <remarks>
/// A file that cannot be written (a mounted secret) is used as it is: rotation is then its owner's business.
/// </remarks>
public sealed class SigningKeys : IDisposable
{
    /// <summary>A key that is older is followed by a new one.</summary>
    public static readonly TimeSpan RotateAfter = TimeSpan.FromDays(30);

    /// <summary>
    /// How long an old key stays published: the longest token life with room for a verifier's cached list.
    /// </summary>
    public static readonly TimeSpan PublishAfterRotation = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _clock;
    private List<SigningKey> _keys;
    private DateTimeOffset _rotateAgainAt = DateTimeOffset.MinValue;
    private ECDsaSecurityKey? _signer;

    /// <summary>Reads the key file, or makes it with a first key.</summary>
    /// <param name="file">Such as <c>data/keys/villages.json</c>.</param>
    /// <param name="clock">The clock that keys age by.</param>
    public SigningKeys(string file, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(clock);
        _file = file;
        _clock = clock;
        _keys = File.Exists(file) ? Load(file) : [];
        if (_keys.Count == 0)
            Rotate();
    }

    /// <summary>The newest key, which signs.</summary>
    internal ECDsaSecurityKey Current()
    {
        lock (_gate)
        {
            RotateIfOld();
            return _signer ??= _keys[^1].ToSecurityKey();
        }
    }

    /// <summary>Makes a new key, which signs from now on, and drops keys whose tokens have all expired.</summary>
    /// <returns>The new key's id.</returns>
    public string Rotate()
    {
        lock (_gate)
        {
            RotateLocked();
            return _keys[^1].Id;
        }
    }

    /// <summary>The keys to publish.</summary>
    internal PublicKeySet Published()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            return new PublicKeySet { Keys = [.. StillPublished(_keys, now).Select(key => key.ToPublicKey())] };
        }
    }

    /// <inheritdoc />
    public void Dispose() => _signer?.ECDsa.Dispose();

    /// <summary>
    /// Where the file cannot be written the old key goes on signing, and an hour later it is tried again.
    /// </summary>
    private void RotateIfOld()
    {
        var now = _clock.GetUtcNow();
        if (now - _keys[^1].Created <= RotateAfter || now < _rotateAgainAt)
            return;

        try
        {
            RotateLocked();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _rotateAgainAt = now + TimeSpan.FromHours(1);
        }
    }

    private void RotateLocked()
    {
        var now = _clock.GetUtcNow();
        List<SigningKey> keys = [.. _keys, SigningKey.Create(now)];
        keys = [.. StillPublished(keys, now)];
        Save(keys);
        _keys = keys;

        // The old signer is left to the collector: another thread may be signing with it.
        _signer = null;
    }

    /// <summary>The newest, and those that the next one replaced only a short time ago.</summary>
    private static IEnumerable<SigningKey> StillPublished(List<SigningKey> keys, DateTimeOffset now) =>
        keys.Where((_, index) => index == keys.Count - 1 || now - keys[index + 1].Created <= PublishAfterRotation);

    private static List<SigningKey> Load(string file)
    {
        using var stream = File.OpenRead(file);
        var keys = JsonSerializer.Deserialize<List<SigningKey>>(stream)
            ?? throw new InvalidDataException($"The key file {file} holds no keys.");
        return [.. keys.OrderBy(key => key.Created)];
    }

    /// <summary>
    /// Writes beside the file and renames, so that a crash leaves the old keys or the new ones, never half.
    /// </summary>
    private void Save(List<SigningKey> keys)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_file))!;
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Directory.CreateDirectory(folder, owner | UnixFileMode.UserExecute);
            options.UnixCreateMode = owner;
        }

        var beside = $"{_file}.{Environment.ProcessId}.new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(stream, keys);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, _file, overwrite: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using Region.Testing;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// The time of day that a cluster's processes see, which a test can set while they run, as an administrator or a dead
/// battery would. Debian's libfaketime stands between them and the system; the time that passes (CLOCK_MONOTONIC) stays
/// true.
/// </summary>
internal sealed class WallClock : TimeProvider, IDisposable
{
    private const string Libraries = "/usr/lib";
    private const string Library = "faketime/libfaketimeMT.so.1";

    private readonly string _library;
    private readonly string _file = Path.GetTempFileName();
    private TimeSpan _ahead;

    private WallClock(string library, DateTimeOffset now)
    {
        _library = library;
        Jump(now - System.GetUtcNow());
    }

    /// <summary>What a process needs to see this clock.</summary>
    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = _library,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",

        // Else every timed wait of a thread ends at once, and the runtime's timers turn without a pause.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>A clock set to this time; skips the test where the library is not installed.</summary>
    internal static WallClock Require(DateTimeOffset now)
    {
        var folders = Directory.Exists(Libraries) ? Directory.GetDirectories(Libraries) : [];
        if (folders.Select(folder => Path.Combine(folder, Library)).FirstOrDefault(File.Exists) is { } library)
            return new WallClock(library, now);

        const string Sentence = "libfaketime is not installed here (Debian's package faketime)";
        if (Programs.AllRequired)
            Assert.Fail(Sentence);
        else
            Assert.Skip(Sentence);

        throw new UnreachableException();
    }

    /// <summary>Sets the clock, for all processes at the same moment.</summary>
    internal void Jump(TimeSpan by)
    {
        _ahead += by;
        var offset = ((long)_ahead.TotalSeconds).ToString("+0;-0", CultureInfo.InvariantCulture);

        // Renamed into place, so that nobody reads half of it.
        File.WriteAllText($"{_file}.new", $"{offset}\n");
        File.Move($"{_file}.new", _file, overwrite: true);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Dispose() => File.Delete(_file);
}

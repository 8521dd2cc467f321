using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Region.Platform.Identity;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>One command as a client sends it: who, where, and the body with its request id.</summary>
internal sealed record Command(Caller Caller, string Path, JsonObject Body)
{
    internal string Key => Body["requestId"]!.GetValue<string>();
}

/// <summary>A command that was answered with success, and the answer's very text.</summary>
internal sealed record Acknowledged(Command Command, string Answer);

/// <summary>
/// Everything that the system promised: each acknowledged command with its answer, and what happened when.
/// </summary>
internal sealed class Journal
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly ConcurrentQueue<string> _timeline = new();

    internal IReadOnlyCollection<Acknowledged> Acknowledged => _acknowledged;

    /// <summary>What happened, a line each, with milliseconds since the start.</summary>
    internal string Timeline => string.Join('\n', _timeline);

    internal void Note(string happened) => _timeline.Enqueue($"{_watch.ElapsedMilliseconds,7} ms  {happened}");

    internal void Add(Command command, string answer)
    {
        _acknowledged.Enqueue(new Acknowledged(command, answer));
        Note($"acknowledged {command.Key}");
    }
}

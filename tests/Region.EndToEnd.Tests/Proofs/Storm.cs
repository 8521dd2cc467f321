using System.Collections.Concurrent;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>One blow: what is hit, before which command, how long after it, and how long the part stays down.</summary>
internal sealed record Blow(string Target, int AtCommand, TimeSpan After, TimeSpan Down)
{
    /// <summary>Every part at once.</summary>
    internal const string Everything = "everything";

    public bool Kills { get; init; } = true;
}

/// <summary>
/// Kills and pauses parts while a round runs. The blows follow from the seed; they are tied to the round's commands,
/// not to the clock, so that a slow machine is hit at the same places.
/// </summary>
internal sealed class Storm(Cluster cluster, Office office)
{
    private const int FewestKills = 2;
    private const int AfterLast = 10;
    private const int EverythingOneIn = 24;

    // One more dies with the abandoned command.
    private static readonly int MostKills = ProofSeeds.Nightly ? 3 : FewestKills;

    private readonly ConcurrentQueue<Task> _running = new();
    private ConcurrentQueue<Blow> _waiting = new();

    /// <summary>How many kills this storm has dealt, beside that of the abandoned command.</summary>
    internal int Kills { get; private set; }

    /// <summary>Draws the blows of a seed and lets them fall as the commands go out.</summary>
    internal void Rise(RoundPlan plan, CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed * 31);
        var parts = cluster.Parts.Keys.Order(StringComparer.Ordinal).ToArray();
        var commands = AfterLast + (plan.Asks.Count * 3) + (plan.Loads.Count * 2) + AfterLast;
        var kills = Enumerable.Range(0, random.Next(FewestKills, MostKills + 1)).Select(_ => new Blow(
            random.Next(EverythingOneIn) is 0 ? Blow.Everything : parts[random.Next(parts.Length)],
            random.Next(2, commands),
            TimeSpan.FromMilliseconds(random.Next(25)),
            TimeSpan.FromMilliseconds(random.Next(3) is 0 ? random.Next(400) : 0)));
        var pauses = Enumerable.Range(0, random.Next(2)).Select(_ => new Blow(
            parts[random.Next(parts.Length)],
            random.Next(2, commands),
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(random.Next(50, 700)))
        {
            Kills = false,
        });
        _waiting = new ConcurrentQueue<Blow>(kills.Concat(pauses).OrderBy(blow => blow.AtCommand));
        office.BeforeCommand = ordinal => Fall(blow => blow.AtCommand <= ordinal, cancellationToken);
    }

    /// <summary>
    /// Lets fall what was drawn for later than the last command, and waits until all parts run again.
    /// </summary>
    internal async Task AbateAsync(CancellationToken cancellationToken)
    {
        Fall(_ => true, cancellationToken);
        await Task.WhenAll(_running);
    }

    private void Fall(Func<Blow, bool> due, CancellationToken cancellationToken)
    {
        while (_waiting.TryPeek(out var blow) && due(blow))
        {
            if (_waiting.TryDequeue(out blow))
                _running.Enqueue(StrikeAsync(blow, cancellationToken));
        }
    }

    private async Task StrikeAsync(Blow blow, CancellationToken cancellationToken)
    {
        await Task.Delay(blow.After, TimeProvider.System, cancellationToken);
        var act = blow.Kills ? "kill" : "pause";
        office.Journal.Note(Invariant($"{act} {blow.Target} for {blow.Down.TotalMilliseconds} ms"));
        if (!blow.Kills)
        {
            await cluster.Parts[blow.Target].PauseAsync(blow.Down, cancellationToken);
        }
        else
        {
            Kills++;
            await (blow.Target is Blow.Everything
                ? cluster.KillAllAsync(blow.Down, cancellationToken)
                : cluster.Parts[blow.Target].KillAndRestartAsync(blow.Down, cancellationToken));
        }

        office.Journal.Note(Invariant($"{blow.Target} runs again"));
    }
}

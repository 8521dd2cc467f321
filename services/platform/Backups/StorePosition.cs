namespace Region.Platform.Backups;

/// <summary>How far a store had come: what a restored store must show again.</summary>
public sealed record StorePosition
{
    /// <summary>The schema's steps.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The number of rows of every table, in the order of their names.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>The newest event in its outbox, by number; 0 where there is none.</summary>
    public required long LastAnnounced { get; init; }

    /// <summary>How many events of its outbox were not published yet.</summary>
    public required long Waiting { get; init; }

    /// <summary>When its newest command, event or receipt was written, in Unix milliseconds; 0 for none.</summary>
    public required long NewestAt { get; init; }
}

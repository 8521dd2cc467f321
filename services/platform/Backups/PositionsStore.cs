using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>Counts what lies in a store, whichever tables it has.</summary>
internal static class PositionsStore
{
    /// <summary>The table of schema steps, which is written by the migration and not copied.</summary>
    internal const string Steps = "schema_steps";

    private const string SqliteTables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";

    private const string PostgresTables =
        """
        SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::text::regnamespace ORDER BY relname COLLATE "C"
        """;

    internal static async Task<StorePosition> OfSqliteAsync(
        string name,
        ReadSession session,
        CancellationToken cancellationToken)
    {
        var tables = await session.QueryAsync<string>(SqliteTables, null, cancellationToken);
        if (tables.Contains(Steps, StringComparer.Ordinal))
            return await OfAsync(session, tables, cancellationToken);

        // The sidecar's queue numbers its schema in the file's header.
        var version = await session.ScalarAsync<long>("PRAGMA user_version", null, cancellationToken);
        return new StorePosition
        {
            Steps = [.. Enumerable.Range(1, (int)version).Select(number => StoredService.StepName(name, number))],
            Rows = await RowsAsync(session, tables, cancellationToken),
            LastAnnounced = 0,
            Waiting = 0,
            NewestAt = 0,
        };
    }

    internal static async Task<StorePosition> OfPostgresAsync(
        ReadSession session,
        CancellationToken cancellationToken) =>
        await OfAsync(session, await TablesAsync(session, cancellationToken), cancellationToken);

    /// <summary>The tables of a schema in PostgreSQL.</summary>
    internal static Task<IReadOnlyList<string>> TablesAsync(ReadSession session, CancellationToken cancellationToken) =>
        session.QueryAsync<string>(PostgresTables, null, cancellationToken);

    private static async Task<StorePosition> OfAsync(
        ReadSession session,
        IReadOnlyList<string> tables,
        CancellationToken cancellationToken)
    {
        var steps = await session.QueryAsync<StepRow>(
            "SELECT step_set, number, hash FROM schema_steps ORDER BY step_set, number", null, cancellationToken);
        var events = await session.FindAsync<EventsRow>(
            """
            SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) AS last_announced,
              CAST(COALESCE(SUM(CASE WHEN published_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS waiting,
              CAST(COALESCE(MAX(created_at), 0) AS BIGINT) AS announced_at,
              (SELECT CAST(COALESCE(MAX(received_at), 0) AS BIGINT) FROM inbox) AS received_at,
              (SELECT CAST(COALESCE(MAX(done_at), 0) AS BIGINT) FROM commands) AS done_at
            FROM outbox
            """,
            null,
            cancellationToken);
        return new StorePosition
        {
            Steps = [.. steps.Select(step => $"{StoredService.StepName(step.StepSet, step.Number)}/{step.Hash}")],
            Rows = await RowsAsync(session, tables, cancellationToken),
            LastAnnounced = events!.LastAnnounced,
            Waiting = events.Waiting,
            NewestAt = Math.Max(events.AnnouncedAt, Math.Max(events.ReceivedAt, events.DoneAt)),
        };
    }

    private static async Task<IReadOnlyDictionary<string, long>> RowsAsync(
        ReadSession session,
        IReadOnlyList<string> tables,
        CancellationToken cancellationToken)
    {
        var counts = tables.Select(table =>
            $"SELECT '{table}' AS name, CAST(COUNT(*) AS BIGINT) AS counted FROM \"{table}\"");
        var rows = tables.Count is 0
            ? []
            : await session.QueryAsync<RowsRow>(string.Join(" UNION ALL ", counts), null, cancellationToken);
        return new SortedDictionary<string, long>(
            rows.ToDictionary(row => row.Name, row => row.Counted, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private sealed record StepRow
    {
        public required string StepSet { get; init; }

        public required long Number { get; init; }

        public required string Hash { get; init; }
    }

    private sealed record EventsRow
    {
        public required long LastAnnounced { get; init; }

        public required long Waiting { get; init; }

        public required long AnnouncedAt { get; init; }

        public required long ReceivedAt { get; init; }

        public required long DoneAt { get; init; }
    }

    private sealed record RowsRow
    {
        public required string Name { get; init; }

        public required long Counted { get; init; }
    }
}

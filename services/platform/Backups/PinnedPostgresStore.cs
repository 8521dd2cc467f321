using System.Text;
using Npgsql;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>
/// One schema of a PostgreSQL database at the moment of a cut. It is copied as COPY statements with their rows, parents
/// before children; the tables themselves come from the migrations.
/// </summary>
internal sealed class PinnedPostgresStore(
    string name,
    NpgsqlDataSource source,
    string snapshot,
    PostgresCompartment? compartment) : PinnedStore(name)
{
    internal const string EndOfRows = "\\.";

    public override async Task<T> ReadAsync<T>(
        Func<ReadSession, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await read(await EnterAsync(connection, cancellationToken), cancellationToken);
    }

    public override Task<StorePosition> PositionAsync(CancellationToken cancellationToken) =>
        ReadAsync(PositionsStore.OfPostgresAsync, cancellationToken);

    public override async Task CopyAsync(Stream destination, string scratch, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var session = await EnterAsync(connection, cancellationToken);
        await using var writer = new StreamWriter(destination, new UTF8Encoding(false), leaveOpen: true);
        writer.NewLine = "\n";
        foreach (var table in await InOrderAsync(session, cancellationToken))
        {
            var columns = await session.QueryAsync<string>(
                """
                SELECT attname FROM pg_attribute
                WHERE attrelid = CAST(@table AS regclass) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                ORDER BY attnum
                """,
                new { table = $"\"{table}\"" },
                cancellationToken);
            var target = $"\"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})";
            await writer.WriteLineAsync($"COPY {target} FROM stdin;");
            using (var rows = await connection.BeginTextExportAsync($"COPY {target} TO STDOUT", cancellationToken))
            {
                while (await rows.ReadLineAsync(cancellationToken) is { } row)
                    await writer.WriteLineAsync(row.AsMemory(), cancellationToken);
            }

            await writer.WriteLineAsync(EndOfRows);
        }
    }

    // Each transaction ends with its connection; the snapshot belongs to the service's pin.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<IReadOnlyList<string>> InOrderAsync(
        ReadSession session,
        CancellationToken cancellationToken)
    {
        var left = (await PositionsStore.TablesAsync(session, cancellationToken)).ToList();
        left.Remove(PositionsStore.Steps);
        var parents = (await session.QueryAsync<ParentRow>(
            """
            SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint link
            JOIN pg_class child ON child.oid = link.conrelid JOIN pg_class parent ON parent.oid = link.confrelid
            WHERE link.contype = 'f' AND link.connamespace = current_schema()::text::regnamespace
              AND child.oid <> parent.oid
            """,
            null,
            cancellationToken)).ToLookup(row => row.Child, row => row.Parent, StringComparer.Ordinal);
        var ordered = new List<string>();
        while (left.Count > 0)
        {
            var next = left.FindIndex(table => !parents[table].Intersect(left, StringComparer.Ordinal).Any());
            if (next < 0)
                throw new InvalidOperationException("The tables refer to each other in a circle.");

            ordered.Add(left[next]);
            left.RemoveAt(next);
        }

        return ordered;
    }

    private async Task<ReadSession> EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => new(
        connection,
        await SnapshotStore.EnterAsync(connection, snapshot, compartment, cancellationToken),
        () => ValueTask.CompletedTask);

    private sealed record ParentRow
    {
        public required string Child { get; init; }

        public required string Parent { get; init; }
    }
}

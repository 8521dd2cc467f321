using Region.Platform.Storage;

namespace Region.Platform.Commands;

/// <summary>The table of commands that were carried out.</summary>
internal static class CommandStore
{
    internal static Task<CommandRow?> FindAsync(
        UnitOfWork work,
        CommandKey key,
        CancellationToken cancellationToken) =>
        work.FindAsync<CommandRow>(
            "SELECT body_hash, answer FROM commands WHERE unit = @Unit AND request_id = @RequestId",
            new { key.Unit, key.RequestId },
            cancellationToken);

    /// <summary>
    /// False: a transaction that began meanwhile under another lock carried out this key first, and has committed.
    /// </summary>
    internal static async Task<bool> AddAsync(
        UnitOfWork work,
        CommandKey key,
        byte[] answer,
        long doneAt,
        CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            """
            INSERT INTO commands (unit, request_id, body_hash, answer, done_at)
            VALUES (@Unit, @RequestId, @BodyHash, @answer, @doneAt) ON CONFLICT DO NOTHING
            """,
            new { key.Unit, key.RequestId, key.BodyHash, answer, doneAt },
            cancellationToken) is 1;
}

/// <summary>A stored command.</summary>
internal sealed record CommandRow
{
    public required byte[] BodyHash { get; init; }

    public required byte[] Answer { get; init; }
}

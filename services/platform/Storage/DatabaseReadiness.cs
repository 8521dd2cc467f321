using Region.Platform.Hosting;

namespace Region.Platform.Storage;

/// <summary>Ready when the database answers.</summary>
internal sealed class DatabaseReadiness(Database database) : IReadiness
{
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await session.ScalarAsync<long>("SELECT COUNT(*) FROM schema_steps", null, cancellationToken) > 0
            ? null
            : "the schema is missing";
    }
}

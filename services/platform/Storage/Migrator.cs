using System.Data.Common;
using Dapper;

namespace Region.Platform.Storage;

/// <summary>Brings a database's schema to the newest step, within the caller's transaction.</summary>
internal static class Migrator
{
    internal static async Task RunAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Migration> migrations,
        Func<Migration, string> text,
        CancellationToken cancellationToken)
    {
        await ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS schema_steps (
              step_set TEXT NOT NULL, number BIGINT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (step_set, number))
            """);
        var applied = (await connection.QueryAsync<(string Set, long Number, string Hash)>(new CommandDefinition(
            "SELECT step_set, number, hash FROM schema_steps",
            transaction: transaction,
            cancellationToken: cancellationToken))).ToDictionary(step => (step.Set, step.Number), step => step.Hash);

        foreach (var migration in migrations)
        {
            if (applied.TryGetValue((migration.Set, migration.Number), out var hash))
            {
                if (!string.Equals(hash, migration.Hash, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException(
                        $"Schema step {migration.Set}/{migration.Number} was changed after it had been applied.");
                }

                continue;
            }

            await ExecuteAsync(text(migration));
            await ExecuteAsync(
                "INSERT INTO schema_steps (step_set, number, hash) VALUES (@Set, @Number, @Hash)",
                new { migration.Set, migration.Number, migration.Hash });
        }

        Task ExecuteAsync(string sql, object? parameters = null) => connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));
    }
}

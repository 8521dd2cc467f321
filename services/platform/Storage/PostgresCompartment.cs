using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Region.Platform.Storage;

/// <summary>
/// A schema with an opaque name and a role that may reach nothing else. An owner role makes the tables; the runtime
/// role reads and inserts, and updates only the columns that a migration names.
/// </summary>
internal sealed class PostgresCompartment(string family, string name)
{
    private const int OpaqueBytes = 10;

    /// <summary>Opaque, so that a list of schemas does not tell whose they are; letters and digits only.</summary>
    internal string Schema { get; } = $"{family}_{Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, OpaqueBytes))}";

    /// <summary>The runtime role. Roles belong to the whole server, so its name is the schema's.</summary>
    internal string Role => Schema;

    /// <summary>Owns the tables of every compartment of its family.</summary>
    internal string Owner => $"{family}_owner";

    internal async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var role in (string[])[Owner, Role])
        {
            var exists = await connection.ExecuteScalarAsync<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = @role)", new { role });
            if (!exists)
                await connection.ExecuteAsync($"CREATE ROLE {role} NOLOGIN");

            await connection.ExecuteAsync($"GRANT {role} TO CURRENT_USER");
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            CREATE SCHEMA IF NOT EXISTS {Schema} AUTHORIZATION {Owner};
            GRANT USAGE ON SCHEMA {Schema} TO {Role};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Owner} IN SCHEMA {Schema} GRANT SELECT, INSERT ON TABLES TO {Role};
            ALTER DEFAULT PRIVILEGES FOR ROLE {Owner} IN SCHEMA {Schema} GRANT USAGE, SELECT ON SEQUENCES TO {Role};
            SET LOCAL ROLE {Owner};
            SET LOCAL search_path = {Schema}
            """,
            cancellationToken: cancellationToken));
    }

    internal async Task<bool> ExistsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = @schema)", new { schema = Schema });
    }
}

using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Region.Benchmarks.Sidecar;

/// <summary>What the disk and SQLite alone can do: one small row per durable commit, one after the other.</summary>
internal static class RawCommits
{
    public static double PerSecond(string folder, TimeSpan during)
    {
        using var connection = new SqliteConnection($"Data Source={folder}/raw.db;Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (payload BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (payload) VALUES ($payload)";
        insert.Parameters.AddWithValue("$payload", new byte[600]);
        var count = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < during)
        {
            insert.ExecuteNonQuery();
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

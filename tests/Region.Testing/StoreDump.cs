using Dapper;
using Microsoft.Data.Sqlite;

namespace Region.Testing;

/// <summary>
/// Everything that the services keep in SQLite, in a canonical order. Left out: the access log (looks, the record of
/// logins, and the failed ones that are counted), when an outbox row was published, and the sidecar's queue.
/// </summary>
public static class StoreDump
{
    private static readonly string[] LeftOut = ["looks", "login_failures", "logins", "sqlite_sequence"];

    /// <summary>A line for each row of each store in a data folder.</summary>
    public static IReadOnlyList<string> Of(string data)
    {
        var files = Directory.EnumerateFiles(data, "*.db", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not "sidecar.db")
            .Order(StringComparer.Ordinal);
        return [.. files.SelectMany(file => Lines(data, file))];
    }

    private static IEnumerable<string> Lines(string data, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        foreach (var table in tables.Except(LeftOut, StringComparer.Ordinal))
        {
            var rows = connection.Query($"SELECT * FROM {table}").Cast<IDictionary<string, object?>>();
            foreach (var line in rows.Select(Row).Order(StringComparer.Ordinal))
                yield return $"{Path.GetRelativePath(data, file)} {table} {line}";
        }
    }

    private static string Row(IDictionary<string, object?> row) => string.Join('|',
        from column in row
        where column.Key is not "published_at"
        select $"{column.Key}={(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value)}");
}

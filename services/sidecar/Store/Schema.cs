using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Region.Sidecar.Store;

/// <summary>
/// Brings the database to the newest of the numbered, forward-only scripts embedded in this assembly.
/// </summary>
internal static class Schema
{
    private const string Prefix = "Region.Sidecar.Schema.";

    public static void Migrate(SqliteConnection connection)
    {
        var current = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        foreach (var (number, name) in Scripts().Where(script => script.Number > current))
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, transaction, Read(name));
            Execute(connection, transaction, $"PRAGMA user_version = {number}");
            transaction.Commit();
        }
    }

    private static IEnumerable<(int Number, string Name)> Scripts() =>
        from name in typeof(Schema).Assembly.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        let number = int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture)
        orderby number
        select (number, name);

    private static string Read(string name)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

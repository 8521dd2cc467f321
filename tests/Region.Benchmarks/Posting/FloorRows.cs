using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Region.Benchmarks.Posting;

/// <summary>The rows that one leg leaves in one book, as the use case wrote them: what the floor writes again.</summary>
internal sealed record FloorRows
{
    public required IReadOnlyList<object> Voucher { get; init; }

    public required IReadOnlyList<IReadOnlyList<object>> Postings { get; init; }

    public required IReadOnlyList<IReadOnlyList<object>> Counterparties { get; init; }

    public required byte[] Envelope { get; init; }

    /// <summary>Reads what the newest voucher of the book consists of.</summary>
    internal static FloorRows Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        const string Newest = "sequence = (SELECT MAX(sequence) FROM vouchers)";
        var postings = Rows(
            connection,
            $"SELECT account, counterparty, counterparty_name, debit, credit, rule_line FROM postings WHERE {Newest}");
        return new FloorRows
        {
            Voucher = Rows(
                connection,
                $"""
                SELECT word, month, accounting_date, summary, attachments, prepared_by, topic, rule, rule_version,
                  document, mirror_book, reverses, recorded_at, posting_count FROM vouchers WHERE {Newest}
                """)[0],
            Postings = postings,
            Counterparties =
            [
                .. postings.Where(row => row[1] is string { Length: > 0 })
                    .DistinctBy(row => row[1])
                    .Select(row => (IReadOnlyList<object>)[row[1], row[2]]),
            ],
            Envelope = (byte[])Rows(connection, "SELECT envelope FROM outbox ORDER BY seq DESC LIMIT 1")[0][0],
        };
    }

    /// <summary>A copy of a book as it is now, in one file.</summary>
    internal static void Copy(string from, string to)
    {
        using var connection = new SqliteConnection($"Data Source={from};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"VACUUM INTO '{to}'");
        command.ExecuteNonQuery();
    }

    private static List<IReadOnlyList<object>> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<object>>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}

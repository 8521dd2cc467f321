using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Region.Benchmarks.Posting;

/// <summary>Rows of one table as a leg left them; every column, whatever the newest schema has.</summary>
internal sealed record FloorTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<object[]> Rows)
{
    internal int Place(string column) => Columns.ToList().IndexOf(column);

    internal string Insert =>
        $"INSERT INTO {Name} ({string.Join(", ", Columns)}) VALUES (${string.Join(", $", Columns)})";
}

/// <summary>What one leg leaves in one book, as the use case wrote it: what the floor writes again.</summary>
internal sealed record FloorRows
{
    public required FloorTable Voucher { get; init; }

    public required FloorTable Postings { get; init; }

    public required FloorTable Balances { get; init; }

    public required FloorTable Counterparties { get; init; }

    public required FloorTable Inbox { get; init; }

    public required byte[] Envelope { get; init; }

    /// <summary>Reads a book in which exactly one leg was posted.</summary>
    internal static FloorRows Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return new FloorRows
        {
            Voucher = Table(connection, "vouchers"),
            Postings = Table(connection, "postings"),
            Balances = Table(connection, "balances"),
            Counterparties = Table(connection, "counterparties"),
            Inbox = Table(connection, "inbox"),
            Envelope = (byte[])Table(connection, "outbox", "envelope").Rows[0][0],
        };
    }

    /// <summary>All rows of one table of a book.</summary>
    internal static FloorTable ReadTable(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return Table(connection, table);
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

    private static FloorTable Table(SqliteConnection connection, string name, string columns = "*")
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {columns} FROM {name}";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return new FloorTable(name, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }
}

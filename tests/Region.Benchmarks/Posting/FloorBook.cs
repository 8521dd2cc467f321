using System.Globalization;
using Microsoft.Data.Sqlite;
using Region.Sidecar.Store;

namespace Region.Benchmarks.Posting;

/// <summary>
/// One book written with bare SQL: the same file, tables, triggers, rows and durability as the use case has, with
/// statements that are compiled once and nothing decided, hashed or read from JSON.
/// </summary>
internal sealed class FloorBook : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly FloorRows _rows;
    private readonly string _readFrom;
    private readonly List<Statement> _statements = [];
    private readonly Statement _readChain;
    private readonly Statement _readNumber;
    private readonly Statement _inbox;
    private readonly Statement _voucher;
    private readonly Statement _posting;
    private readonly Statement _chain;
    private readonly Statement _counterparty;
    private readonly Statement _balance;
    private readonly Statement _outbox;

    /// <param name="file">The book.</param>
    /// <param name="rows">What a leg writes.</param>
    /// <param name="readFrom">The village of the leg that the rows were read from.</param>
    internal FloorBook(string file, FloorRows rows, string readFrom)
    {
        _rows = rows;
        _readFrom = readFrom;
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        _readChain = Compile("SELECT vouchers FROM chain");
        _readNumber = Compile(
            "SELECT COALESCE(MAX(number), 0) FROM vouchers WHERE word = $word AND month = $month", "word", "month");
        _inbox = Insert(rows.Inbox);
        _voucher = Insert(rows.Voucher);
        _posting = Insert(rows.Postings);
        _chain = Compile("UPDATE chain SET vouchers = $vouchers, head = $head", "vouchers", "head");
        _counterparty = Compile(
            $"{rows.Counterparties.Insert} ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            [.. rows.Counterparties.Columns]);
        _balance = Compile(Adding(rows.Balances), [.. rows.Balances.Columns]);
        _outbox = Compile(
            """
            INSERT INTO outbox (event_id, topic, envelope, created_at)
            VALUES ($id, 'accounting.voucher-posted.v1', $envelope, 1800000000000)
            """,
            "id", "envelope");
    }

    /// <summary>Writes these legs in one durable transaction.</summary>
    internal void Post(IReadOnlyList<string> villages)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var village in villages)
            PostOne(transaction, village);

        transaction.Commit();
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _connection.Dispose();
    }

    private static string Adding(FloorTable balances)
    {
        var sums = balances.Columns.Where(column => column.StartsWith("debit", StringComparison.Ordinal)
            || column.StartsWith("credit", StringComparison.Ordinal)).ToArray();
        var keys = balances.Columns.Except(sums, StringComparer.Ordinal);
        var added = sums.Select(column => $"{column} = balances.{column} + excluded.{column}");
        return $"{balances.Insert} ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", added)}";
    }

    private void PostOne(SqliteTransaction transaction, string village)
    {
        var voucher = _rows.Voucher.Rows[0];
        var sequence = (long)_readChain.Scalar(transaction)! + 1;
        var number = (long)_readNumber.Scalar(
            transaction, voucher[_rows.Voucher.Place("word")], voucher[_rows.Voucher.Place("month")])! + 1;
        var id = SyntheticRegion.NewId();
        var eventId = SyntheticRegion.NewId();
        var hash = sequence.ToString("D64", CultureInfo.InvariantCulture);
        var values = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sequence"] = sequence,
            ["id"] = id,
            ["number"] = number,
            ["event_id"] = eventId,
            ["hash"] = hash,
        };
        Run(_inbox, _rows.Inbox, values, transaction, village);
        Run(_voucher, _rows.Voucher, values, transaction, village);
        Run(_posting, _rows.Postings, values, transaction, village);
        _chain.Run(transaction, sequence, hash);
        Run(_counterparty, _rows.Counterparties, values, transaction, village);
        Run(_balance, _rows.Balances, values, transaction, village);
        _outbox.Run(transaction, id, _rows.Envelope);
    }

    /// <summary>Writes a table's rows under this leg's keys; what names the first village names this one.</summary>
    private void Run(
        Statement statement,
        FloorTable table,
        Dictionary<string, object> values,
        SqliteTransaction transaction,
        string village)
    {
        foreach (var row in table.Rows)
        {
            var bound = new object?[row.Length];
            for (var place = 0; place < row.Length; place++)
            {
                bound[place] = values.TryGetValue(table.Columns[place], out var own) ? own
                    : row[place] is string text && text == _readFrom ? village
                    : row[place];
            }

            statement.Run(transaction, bound);
        }
    }

    private Statement Insert(FloorTable table) => Compile(table.Insert, [.. table.Columns]);

    private Statement Compile(string sql, params ReadOnlySpan<string> parameters)
    {
        var statement = new Statement(_connection, sql, parameters);
        _statements.Add(statement);
        return statement;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

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

    internal FloorBook(string file, FloorRows rows)
    {
        _rows = rows;
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        _readChain = Compile("SELECT vouchers FROM chain");
        _readNumber = Compile(
            "SELECT COALESCE(MAX(number), 0) FROM vouchers WHERE word = $word AND month = $month", "word", "month");
        _inbox = Insert("inbox", "event_id", "topic", "received_at");
        _voucher = Insert(
            "vouchers", "sequence", "id", "number", "event_id", "hash", "word", "month", "accounting_date", "summary",
            "attachments", "prepared_by", "topic", "rule", "rule_version", "document", "mirror_book", "reverses",
            "recorded_at", "posting_count");
        _posting = Insert(
            "postings", "sequence", "line", "account", "counterparty", "counterparty_name", "debit", "credit",
            "rule_line");
        _chain = Compile("UPDATE chain SET vouchers = $vouchers, head = $head", "vouchers", "head");
        _counterparty = Compile(
            """
            INSERT INTO counterparties (code, name) VALUES ($code, $name)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name
            """,
            "code", "name");
        _balance = Compile(
            """
            INSERT INTO balances (account, counterparty, month, debit, credit)
            VALUES ($account, $counterparty, $month, $debit, $credit)
            ON CONFLICT (account, counterparty, month) DO UPDATE SET
              debit = balances.debit + excluded.debit, credit = balances.credit + excluded.credit
            """,
            "account", "counterparty", "month", "debit", "credit");
        _outbox = Insert("outbox", "event_id", "topic", "envelope", "created_at");
    }

    /// <summary>
    /// Writes these legs in one durable transaction. A counterparty that is the village of the leg that the rows were
    /// read from becomes the village of each leg.
    /// </summary>
    internal void Post(IReadOnlyList<string> villages, string readFrom)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        foreach (var village in villages)
            PostOne(transaction, party => party is string text && text == readFrom ? village : party);

        transaction.Commit();
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _connection.Dispose();
    }

    private void PostOne(SqliteTransaction transaction, Func<object, object> party)
    {
        var sequence = (long)_readChain.Scalar(transaction)! + 1;
        var number = (long)_readNumber.Scalar(transaction, _rows.Voucher[0], _rows.Voucher[1])! + 1;
        var id = SyntheticRegion.NewId();
        var eventId = SyntheticRegion.NewId();
        var hash = sequence.ToString("D64", CultureInfo.InvariantCulture);
        _inbox.Run(transaction, eventId, "procurement.settlement-allocated.v1", sequence);
        _voucher.Run(transaction, [sequence, id, number, eventId, hash, .. _rows.Voucher]);
        for (var line = 0; line < _rows.Postings.Count; line++)
        {
            var row = _rows.Postings[line];
            _posting.Run(transaction, sequence, line + 1, row[0], party(row[1]), row[2], row[3], row[4], row[5]);
        }

        _chain.Run(transaction, sequence, hash);
        foreach (var named in _rows.Counterparties)
            _counterparty.Run(transaction, party(named[0]), named[1]);

        foreach (var row in _rows.Postings)
            _balance.Run(transaction, row[0], party(row[1]), _rows.Voucher[1], row[3], row[4]);

        _outbox.Run(transaction, id, "accounting.voucher-posted.v1", _rows.Envelope, sequence);
    }

    private Statement Insert(string table, params ReadOnlySpan<string> columns) => Compile(
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (${string.Join(", $", columns)})", columns);

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

using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Bank;

/// <summary>The rows of the bank's statements.</summary>
internal static class BankStore
{
    private const string Columns =
        "seq, line_id, account, line_date, summary, counterparty_name, reference, amount, balance";

    // The match of a row that was not taken back; null while there is none.
    private const string Match =
        """
        (SELECT p.match_id FROM bank_match_lines p WHERE p.line_id = l.line_id
          AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = p.match_id))
        """;

    public static async Task AddAsync(
        UnitOfWork work,
        BankImportRow import,
        IReadOnlyList<BankLineRow> lines,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO bank_imports (import_id, account, outstanding, lines, known, sha256, login, imported_at)
            VALUES (@ImportId, @Account, @Outstanding, @Lines, @Known, @Sha256, @Login, @ImportedAt)
            """,
            import,
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO bank_lines
              (line_id, import_id, account, line_date, summary, counterparty_name, reference, amount, balance)
            VALUES (@LineId, @ImportId, @Account, @LineDate, @Summary, @CounterpartyName, @Reference, @Amount, @Balance)
            """,
            lines.Select(line => new
            {
                line.LineId,
                import.ImportId,
                line.Account,
                line.LineDate,
                line.Summary,
                line.CounterpartyName,
                line.Reference,
                line.Amount,
                line.Balance,
            }).ToArray(),
            cancellationToken);
    }

    /// <summary>What is known of an account around some days.</summary>
    public static async Task<KnownRows> KnownAsync(
        Session session,
        string account,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken)
    {
        var first = await EdgeAsync(session, account, "", newest: false, cancellationToken);
        var last = await EdgeAsync(session, account, "", newest: true, cancellationToken);
        var within = await session.QueryAsync<BankLineRow>(
            $"""
            SELECT {Columns} FROM bank_lines WHERE account = @account AND line_date BETWEEN @from AND @to
            ORDER BY line_date, seq
            """,
            new { account, from = BusinessDate.Write(from), to = BusinessDate.Write(to) },
            cancellationToken);
        return new KnownRows(first?.ToRow(), last?.ToRow(), [.. within.Select(row => row.ToRow())]);
    }

    /// <summary>The oldest or the newest row of an account, up to a day where one is given.</summary>
    public static Task<BankLineRow?> EdgeAsync(
        Session session,
        string account,
        string throughDay,
        bool newest,
        CancellationToken cancellationToken)
    {
        var order = newest ? "DESC" : "ASC";
        return session.FindAsync<BankLineRow>(
            $"""
            SELECT {Columns} FROM bank_lines
            WHERE account = @account{(throughDay.Length > 0 ? " AND line_date <= @throughDay" : "")}
            ORDER BY line_date {order}, seq {order} LIMIT 1
            """,
            new { account, throughDay },
            cancellationToken);
    }

    /// <summary>What was stated as outstanding by the import that holds the account's oldest row; in fen.</summary>
    public static Task<long> OutstandingAsync(Session session, string account, CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            """
            SELECT i.outstanding FROM bank_lines l JOIN bank_imports i ON i.import_id = l.import_id
            WHERE l.account = @account ORDER BY l.line_date, l.seq LIMIT 1
            """,
            new { account },
            cancellationToken);

    /// <summary>Rows of an account from the oldest on, behind the given place.</summary>
    public static Task<IReadOnlyList<BankLineRow>> PageAsync(
        Session session,
        BankPage page,
        CancellationToken cancellationToken) =>
        session.QueryAsync<BankLineRow>(
            $"""
            SELECT l.seq, l.line_id, l.account, l.line_date, l.summary, l.counterparty_name, l.reference, l.amount,
              l.balance, {Match} AS match_id
            FROM bank_lines l
            WHERE l.account = @Account AND l.seq > @After
              {(page.Month.Length > 0 ? "AND substr(l.line_date, 1, 7) = @Month" : "")}
              {(page.UnmatchedOnly ? $"AND {Match} IS NULL" : "")}
            ORDER BY l.seq LIMIT @Most
            """,
            page,
            cancellationToken);

    /// <summary>A row of an account with its match; null where the account has none of this id.</summary>
    public static Task<BankLineRow?> FindAsync(
        Session session,
        string account,
        string lineId,
        CancellationToken cancellationToken) =>
        session.FindAsync<BankLineRow>(
            $"""
            SELECT l.seq, l.line_id, l.account, l.line_date, l.summary, l.counterparty_name, l.reference, l.amount,
              l.balance, {Match} AS match_id
            FROM bank_lines l WHERE l.account = @account AND l.line_id = @lineId
            """,
            new { account, lineId },
            cancellationToken);
}

using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Bank;

/// <summary>Matches of rows of the statement with entries of the book, and what is open on a day.</summary>
internal static class MatchesStore
{
    private const string EntryColumns =
        """
        v.id AS voucher_id, p.line AS voucher_line, v.accounting_date, v.word, v.number, v.summary, v.document,
          v.reverses, p.debit - p.credit AS amount,
          (SELECT MAX(o.counterparty_name) FROM postings o WHERE o.sequence = p.sequence) AS names
        """;

    // The matches that were not taken back, whatever their day; null while there is none.
    private const string MatchOfLine =
        """
        (SELECT x.match_id FROM bank_match_lines x WHERE x.line_id = l.line_id
          AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = x.match_id)) AS match_id
        """;

    private const string MatchOfEntry =
        """
        (SELECT x.match_id FROM bank_match_entries x WHERE x.voucher_id = v.id AND x.voucher_line = p.line
          AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = x.match_id)) AS match_id
        """;

    public static async Task AddAsync(
        UnitOfWork work,
        BankMatchRow match,
        IReadOnlyList<OpenLine> lines,
        IReadOnlyList<OpenEntry> entries,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO bank_matches
              (match_id, account, last_date, clears_start, automatic, reason, login, matched_at)
            VALUES (@MatchId, @Account, @LastDate, @ClearsStart, @Automatic, @Reason, @Login, @MatchedAt)
            """,
            match,
            cancellationToken);
        await work.ExecuteAsync(
            "INSERT INTO bank_match_lines (match_id, line_id) VALUES (@MatchId, @Id)",
            lines.Select(line => new { match.MatchId, line.Id }).ToArray(),
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO bank_match_entries (match_id, voucher_id, voucher_line)
            VALUES (@MatchId, @VoucherId, @Line)
            """,
            entries.Select(entry => new { match.MatchId, entry.VoucherId, entry.Line }).ToArray(),
            cancellationToken);
    }

    public static Task UndoAsync(
        UnitOfWork work,
        string matchId,
        BankUndo undo,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO bank_unmatches (match_id, reason, login, unmatched_at)
            VALUES (@matchId, @Reason, @Login, @UnmatchedAt)
            """,
            new { matchId, undo.Reason, undo.Login, undo.UnmatchedAt },
            cancellationToken);

    /// <summary>A match with the number of its parts; null where there is none.</summary>
    public static Task<MatchParts?> FindAsync(Session session, string matchId, CancellationToken cancellationToken) =>
        session.FindAsync<MatchParts>(
            """
            SELECT m.match_id, CAST((SELECT COUNT(*) FROM bank_match_lines l WHERE l.match_id = m.match_id) AS BIGINT)
                AS lines,
              CAST((SELECT COUNT(*) FROM bank_match_entries e WHERE e.match_id = m.match_id) AS BIGINT) AS entries,
              CAST((SELECT COUNT(*) FROM bank_unmatches u WHERE u.match_id = m.match_id) AS BIGINT) AS undone
            FROM bank_matches m WHERE m.match_id = @matchId
            """,
            new { matchId },
            cancellationToken);

    /// <summary>The entry of a voucher on an account, with its match; null where there is none.</summary>
    public static Task<BankEntryRow?> EntryAsync(
        Session session,
        string account,
        string voucherId,
        long line,
        CancellationToken cancellationToken) =>
        session.FindAsync<BankEntryRow>(
            $"""
            SELECT {EntryColumns}, {MatchOfEntry}
            FROM vouchers v JOIN postings p ON p.sequence = v.sequence
            WHERE v.id = @voucherId AND p.line = @line AND p.account = @account AND v.kind <> 'Opening'
            """,
            new { account, voucherId, line },
            cancellationToken);

    /// <summary>Rows that no match held at the end of a day.</summary>
    public static Task<IReadOnlyList<BankLineRow>> OpenLinesAsync(
        Session session,
        string account,
        string throughDay,
        CancellationToken cancellationToken) =>
        session.QueryAsync<BankLineRow>(
            $"""
            SELECT l.seq, l.line_id, l.account, l.line_date, l.summary, l.counterparty_name, l.reference, l.amount,
              l.balance, {MatchOfLine}
            FROM bank_lines l
            WHERE l.account = @account AND l.line_date <= @throughDay AND NOT EXISTS (
              SELECT 1 FROM bank_match_lines p JOIN bank_matches m ON m.match_id = p.match_id
              WHERE p.line_id = l.line_id AND m.last_date <= @throughDay
                AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = m.match_id))
            ORDER BY l.line_date, l.seq
            """,
            new { account, throughDay },
            cancellationToken);

    /// <summary>Entries from a day on that no match held at the end of another; opening balances are none.</summary>
    public static Task<IReadOnlyList<BankEntryRow>> OpenEntriesAsync(
        Session session,
        string account,
        string fromDay,
        string throughDay,
        CancellationToken cancellationToken) =>
        session.QueryAsync<BankEntryRow>(
            $"""
            SELECT {EntryColumns}, {MatchOfEntry}
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE p.account = @account AND v.accounting_date BETWEEN @fromDay AND @throughDay AND v.kind <> 'Opening'
              AND NOT EXISTS (
                SELECT 1 FROM bank_match_entries e JOIN bank_matches m ON m.match_id = e.match_id
                WHERE e.voucher_id = v.id AND e.voucher_line = p.line AND m.last_date <= @throughDay
                  AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = m.match_id))
            ORDER BY v.accounting_date, v.sequence, p.line
            """,
            new { account, fromDay, throughDay },
            cancellationToken);

    /// <summary>
    /// What was carried out up to a day of that which was outstanding before the first statement; in fen.
    /// </summary>
    public static Task<long> ClearedAsync(
        Session session,
        string account,
        string startDay,
        string throughDay,
        CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            """
            SELECT CAST(COALESCE((
              SELECT SUM(l.amount) FROM bank_matches m
              JOIN bank_match_lines p ON p.match_id = m.match_id JOIN bank_lines l ON l.line_id = p.line_id
              WHERE m.account = @account AND m.clears_start = 1 AND m.last_date <= @throughDay
                AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = m.match_id)), 0)
              + COALESCE((
              SELECT SUM(p.debit - p.credit) FROM bank_matches m
              JOIN bank_match_entries e ON e.match_id = m.match_id
              JOIN vouchers v ON v.id = e.voucher_id
              JOIN postings p ON p.sequence = v.sequence AND p.line = e.voucher_line
              WHERE m.account = @account AND m.last_date <= @throughDay AND v.accounting_date < @startDay
                AND NOT EXISTS (SELECT 1 FROM bank_unmatches u WHERE u.match_id = m.match_id)), 0) AS BIGINT)
            """,
            new { account, startDay, throughDay },
            cancellationToken);

    /// <summary>What the book holds on an account at the end of a month, in fen.</summary>
    public static Task<long> BookBalanceAsync(
        Session session,
        string account,
        string month,
        CancellationToken cancellationToken) =>
        session.ScalarAsync<long>(
            """
            SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM balances
            WHERE account = @account AND month <= @month
            """,
            new { account, month = LedgerMonth.EndOf(month) },
            cancellationToken);
}

/// <summary>A match and how many parts it has.</summary>
internal sealed record MatchParts
{
    public required string MatchId { get; init; }

    public required long Lines { get; init; }

    public required long Entries { get; init; }

    /// <summary>1 where it was taken back.</summary>
    public required long Undone { get; init; }
}

/// <summary>Who takes a match back, and why.</summary>
internal sealed record BankUndo(string Login, string Reason, long UnmatchedAt);

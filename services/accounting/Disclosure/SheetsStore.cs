using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>Published sheets, and the vouchers that they list one by one.</summary>
internal static class SheetsStore
{
    /// <summary>How many a sheet lists; it says how many more there are.</summary>
    public const int MostBigItems = 200;

    private const int MostCounted = 100_000;

    public static Task AddAsync(UnitOfWork work, SheetRow sheet, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO disclosure_sheets (period, version, event_id, sheet, sheet_hash, published_at)
            VALUES (@Period, @Version, @EventId, @Sheet, @SheetHash, @PublishedAt)
            """,
            sheet,
            cancellationToken);

    /// <summary>The newest version of a period's sheet; 0 where there is none.</summary>
    public static async Task<int> NewestAsync(Session session, string period, CancellationToken cancellationToken) =>
        (int)await session.ScalarAsync<long>(
            "SELECT COALESCE(MAX(version), 0) FROM disclosure_sheets WHERE period = @period",
            new { period },
            cancellationToken);

    /// <summary>A version of a period's sheet, or null.</summary>
    public static Task<SheetRow?> FindAsync(
        Session session,
        string period,
        int version,
        CancellationToken cancellationToken) =>
        session.FindAsync<SheetRow>(
            """
            SELECT seq, period, version, event_id, sheet, sheet_hash, published_at FROM disclosure_sheets
            WHERE period = @period AND version = @version
            """,
            new { period, version = (long)version },
            cancellationToken);

    /// <summary>Newest first, before the given place; without their contents.</summary>
    public static Task<IReadOnlyList<SheetTitleRow>> ListAsync(
        Session session,
        long before,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<SheetTitleRow>(
            """
            SELECT seq, period, version, sheet_hash, published_at FROM disclosure_sheets
            WHERE seq < @before ORDER BY seq DESC LIMIT @most
            """,
            new { before, most },
            cancellationToken);

    /// <summary>Vouchers of a span that move at least so much money on cash and bank accounts, in order.</summary>
    public static Task<IReadOnlyList<BigItemRow>> BigItemsAsync(
        Session session,
        DisclosurePeriod period,
        long fen,
        CancellationToken cancellationToken) =>
        session.QueryAsync<BigItemRow>(
            """
            SELECT v.id, v.word, v.number, v.accounting_date, v.summary,
              CAST(SUM(p.debit - p.credit) AS BIGINT) AS amount
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE p.account IN (SELECT a.code FROM accounts a JOIN accounts c ON c.cash <> 'None'
                AND (a.code = c.code OR a.code LIKE c.code || '.%'))
              AND v.accounting_date BETWEEN @first AND @last AND v.word <> '期初'
            GROUP BY v.sequence, v.id, v.word, v.number, v.accounting_date, v.summary
            HAVING ABS(SUM(p.debit - p.credit)) >= @fen
            ORDER BY v.accounting_date, v.sequence LIMIT @most
            """,
            new
            {
                first = BusinessDate.Write(period.First),
                last = BusinessDate.Write(period.Last.AddMonths(1).AddDays(-1)),
                fen,
                most = MostCounted,
            },
            cancellationToken);
}

/// <summary>A published sheet.</summary>
internal sealed record SheetRow
{
    public long Seq { get; init; }

    public required string Period { get; init; }

    public required long Version { get; init; }

    /// <summary>The closing of the month that it was published for.</summary>
    public required string EventId { get; init; }

    /// <summary>The published bytes.</summary>
    public required byte[] Sheet { get; init; }

    public required string SheetHash { get; init; }

    public required long PublishedAt { get; init; }
}

/// <summary>A published sheet without its contents.</summary>
internal sealed record SheetTitleRow
{
    public required long Seq { get; init; }

    public required string Period { get; init; }

    public required long Version { get; init; }

    public required string SheetHash { get; init; }

    public required long PublishedAt { get; init; }
}

/// <summary>A voucher that moved much money.</summary>
internal sealed record BigItemRow
{
    public required string Id { get; init; }

    public required string Word { get; init; }

    public required long Number { get; init; }

    public required string AccountingDate { get; init; }

    public required string Summary { get; init; }

    public required long Amount { get; init; }
}

using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Archives;

/// <summary>Where a year lies in a book's chain, and which heads were published in it.</summary>
internal static class ArchivesStore
{
    /// <summary>
    /// Where a year lies in the chain: from its first voucher to its last, and on to late ones of years before, which
    /// move its opening balances; every head that was published for it lies within. Null where the year has none.
    /// </summary>
    public static async Task<YearSpan?> SpanAsync(Session session, int year, CancellationToken cancellationToken)
    {
        var (first, last) = BookYear.Days(year);
        var row = await session.FindAsync<SpanRow>(
            """
            SELECT MIN(CASE WHEN accounting_date >= @first THEN sequence END) AS first, MAX(sequence) AS last,
              (SELECT MIN(vouchers) FROM period_acts
               WHERE month BETWEEN @firstMonth AND @lastMonth AND vouchers > 0) AS first_head,
              (SELECT MAX(vouchers) FROM period_acts WHERE month BETWEEN @firstMonth AND @lastMonth) AS last_head
            FROM vouchers WHERE accounting_date <= @last
            """,
            new { first, last, firstMonth = first[..7], lastMonth = last[..7] },
            cancellationToken);
        return row is { First: { } from, Last: { } to }
            ? new YearSpan(Math.Min(from, (row.FirstHead ?? from) + 1), Math.Max(to, row.LastHead ?? 0))
            : null;
    }

    /// <summary>The hash of a voucher; null where there is none at this place.</summary>
    public static Task<string?> HashAtAsync(Session session, long sequence, CancellationToken cancellationToken) =>
        session.ScalarAsync<string?>(
            "SELECT hash FROM vouchers WHERE sequence = @sequence", new { sequence }, cancellationToken);

    /// <summary>The ends of the chain at the closings of a year's months, in the order of the acts.</summary>
    public static Task<IReadOnlyList<ClosedHead>> HeadsAsync(
        Session session,
        int year,
        CancellationToken cancellationToken) =>
        session.QueryAsync<ClosedHead>(
            """
            SELECT month, vouchers, head FROM period_acts
            WHERE month BETWEEN @first AND @last AND vouchers > 0 ORDER BY seq
            """,
            new { first = BookYear.Days(year).First[..7], last = BookYear.Days(year).Last[..7] },
            cancellationToken);

    private sealed record SpanRow
    {
        public long? First { get; init; }

        public long? Last { get; init; }

        public long? FirstHead { get; init; }

        public long? LastHead { get; init; }
    }
}

/// <summary>The first and last place of a year's vouchers; others may lie between them.</summary>
internal sealed record YearSpan(long First, long Last);

/// <summary>The chain's end as it was published when a month was closed.</summary>
internal sealed record ClosedHead
{
    public required string Month { get; init; }

    public required long Vouchers { get; init; }

    public required string Head { get; init; }
}

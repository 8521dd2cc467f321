using Region.Contracts.Accounting.V1;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>The heads that books have published, kept in the register beside all books.</summary>
internal static class RegisterStore
{
    public static Task AddAsync(
        UnitOfWork work,
        SheetPublished sheet,
        DateTimeOffset notedAt,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO disclosed_heads (book, period, version, sheet_hash, chain_head, vouchers, noted_at)
            VALUES (@Book, @Period, @Version, @SheetHash, @ChainHead, @VoucherCount, @notedAt)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                sheet.Book,
                sheet.Period,
                Version = (long)sheet.Version,
                sheet.SheetHash,
                sheet.ChainHead,
                sheet.VoucherCount,
                notedAt = notedAt.ToUnixTimeMilliseconds(),
            },
            cancellationToken);

    public static Task AddAsync(
        UnitOfWork work,
        MonthClosed closed,
        DateTimeOffset notedAt,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO closed_heads (book, month, chain_head, vouchers, noted_at)
            VALUES (@Book, @Month, @Head, @Vouchers, @notedAt)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                closed.Book,
                closed.Month,
                closed.Head,
                closed.Vouchers,
                notedAt = notedAt.ToUnixTimeMilliseconds(),
            },
            cancellationToken);

    /// <summary>
    /// The newest head that each book has published: with a sheet, or with the closing of a month, which has version 0.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, DisclosedHead>> NewestAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var heads = await session.QueryAsync<DisclosedHead>(
            """
            SELECT book, period, version, chain_head, vouchers FROM (
              SELECT book, period, version, chain_head, vouchers,
                ROW_NUMBER() OVER (PARTITION BY book ORDER BY vouchers DESC,
                  CASE WHEN version > 0 THEN 0 ELSE 1 END, noted_at DESC) AS place
              FROM (
                SELECT book, period, version, chain_head, vouchers, noted_at FROM disclosed_heads
                UNION ALL
                SELECT book, month AS period, 0 AS version, chain_head, vouchers, noted_at FROM closed_heads) heads
              WHERE vouchers > 0) ranked
            WHERE place = 1
            """,
            null,
            cancellationToken);
        return heads.ToDictionary(head => head.Book, StringComparer.Ordinal);
    }
}

/// <summary>A head that was public.</summary>
internal sealed record DisclosedHead
{
    public required string Book { get; init; }

    public required string Period { get; init; }

    /// <summary>Of the sheet; 0 for the closing itself.</summary>
    public required long Version { get; init; }

    public required string ChainHead { get; init; }

    public required long Vouchers { get; init; }
}

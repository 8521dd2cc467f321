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

    /// <summary>The newest head that each book has published.</summary>
    public static async Task<IReadOnlyDictionary<string, DisclosedHead>> NewestAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var heads = await session.QueryAsync<DisclosedHead>(
            """
            SELECT book, period, version, chain_head, vouchers FROM (
              SELECT book, period, version, chain_head, vouchers,
                ROW_NUMBER() OVER (PARTITION BY book ORDER BY vouchers DESC, noted_at DESC) AS place
              FROM disclosed_heads WHERE vouchers > 0) ranked
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

    public required long Version { get; init; }

    public required string ChainHead { get; init; }

    public required long Vouchers { get; init; }
}

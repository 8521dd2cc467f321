using Region.Platform.Storage;

namespace Region.Accounting.Checks;

/// <summary>Reads what a book's mirrored vouchers say about stakes (出资).</summary>
internal static class StakesStore
{
    /// <summary>
    /// What vouchers with a mirror in another book, and the red ones that cancel such, moved on an account, by
    /// counterparty and signed to debit. Opening balances, and losses that one side alone writes off, have no mirror.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, long>> MirroredAsync(
        Session session,
        string account,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Counterparty, long Fen)>(
            """
            SELECT p.counterparty, CAST(SUM(p.debit - p.credit) AS BIGINT) AS fen
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE (p.account = @account OR p.account LIKE @below) AND p.counterparty <> ''
              AND (v.mirror_book <> '' OR v.reverses IN (SELECT id FROM vouchers WHERE mirror_book <> ''))
            GROUP BY p.counterparty
            """,
            new { account, below = $"{account}.%" },
            cancellationToken);
        return rows.ToDictionary(row => row.Counterparty, row => row.Fen, StringComparer.Ordinal);
    }
}

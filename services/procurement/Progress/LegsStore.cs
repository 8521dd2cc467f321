using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Progress;

/// <summary>The tables of legs and of what accounting announced about them.</summary>
internal static class LegsStore
{
    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        string eventId,
        Leg leg,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_event_legs (event_id, round_id, topic, village, amount_fen)
            VALUES (@eventId, @roundId, @Topic, @Village, @amount)
            """,
            new { eventId, roundId, leg.Topic, leg.Village, amount = leg.Amount.Fen },
            cancellationToken);

    /// <summary>The round's legs in the order in which they were announced, with their vouchers.</summary>
    internal static async Task<IReadOnlyList<VoucheredLeg>> LoadAsync(
        Session session,
        Round round,
        CancellationToken cancellationToken)
    {
        var legs = await session.QueryAsync<LegRecord>(
            """
            SELECT event_id, topic, village, amount_fen FROM round_event_legs
            WHERE round_id = @Id ORDER BY event_id
            """,
            new { round.Id },
            cancellationToken);
        var vouchers = await session.QueryAsync<LegVoucherRecord>(
            """
            SELECT v.event_id, v.book, v.voucher, CASE WHEN r.voucher_id IS NULL THEN 0 ELSE 1 END AS reversed
            FROM round_event_legs l
            JOIN round_leg_vouchers v ON v.event_id = l.event_id
            LEFT JOIN round_leg_reversals r ON r.book = v.book AND r.voucher_id = v.voucher_id
            WHERE l.round_id = @Id AND NOT EXISTS (
              SELECT 1 FROM round_leg_reversals x WHERE x.book = v.book AND x.red_voucher_id = v.voucher_id)
            ORDER BY v.voucher_id
            """,
            new { round.Id },
            cancellationToken);
        var byEvent = vouchers.ToLookup(voucher => voucher.EventId, StringComparer.Ordinal);
        return
        [
            .. legs.Select(leg => new VoucheredLeg
            {
                EventId = leg.EventId,
                Topic = leg.Topic,
                Village = leg.Village,
                VillageVoucher = Numbers(byEvent[leg.EventId], leg.Village),
                CompanyVoucher = Numbers(byEvent[leg.EventId], round.Company),
            }),
        ];
    }

    internal static Task<int> AddVoucherAsync(
        UnitOfWork work,
        PostedVoucher voucher,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_leg_vouchers (book, voucher_id, event_id, voucher)
            VALUES (@Book, @VoucherId, @EventId, @Number) ON CONFLICT DO NOTHING
            """,
            new { voucher.Book, voucher.VoucherId, voucher.EventId, voucher.Number },
            cancellationToken);

    internal static Task<int> AddReversalAsync(
        UnitOfWork work,
        string book,
        string voucherId,
        string redVoucherId,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_leg_reversals (book, voucher_id, red_voucher_id)
            VALUES (@book, @voucherId, @redVoucherId) ON CONFLICT DO NOTHING
            """,
            new { book, voucherId, redVoucherId },
            cancellationToken);

    private static string Numbers(IEnumerable<LegVoucherRecord> vouchers, string book) => string.Join('、', vouchers
        .Where(voucher => string.Equals(voucher.Book, book, StringComparison.Ordinal))
        .Select(voucher => voucher.Reversed == 0 ? voucher.Voucher : $"{voucher.Voucher}（已冲红）"));
}

/// <summary>A voucher as accounting announced it; the number such as 记-3.</summary>
internal sealed record PostedVoucher(string Book, string VoucherId, string EventId, string Number);

/// <summary>A leg with its vouchers in both books; empty while they are not in.</summary>
internal sealed record VoucheredLeg
{
    public required string EventId { get; init; }
    public required string Topic { get; init; }
    public required string Village { get; init; }
    public required string VillageVoucher { get; init; }
    public required string CompanyVoucher { get; init; }
}

internal sealed record LegRecord
{
    public required string EventId { get; init; }
    public required string Topic { get; init; }
    public required string Village { get; init; }
    public required long AmountFen { get; init; }
}

internal sealed record LegVoucherRecord
{
    public required string EventId { get; init; }
    public required string Book { get; init; }
    public required string Voucher { get; init; }
    public required long Reversed { get; init; }
}

using Region.Platform.Storage;

namespace Region.Accounting.AutoPosting;

/// <summary>The memo book of goods that were accepted and are not settled yet.</summary>
internal static class MemosStore
{
    public static Task AddAsync(UnitOfWork work, MemoRow memo, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO goods_memos (event_id, accounting_date, round_id, delivery_id, item_code, accepted_packs,
              rejected_packs, recorded_at)
            VALUES (@EventId, @AccountingDate, @RoundId, @DeliveryId, @ItemCode, @AcceptedPacks, @RejectedPacks,
              @RecordedAt)
            """,
            memo,
            cancellationToken);
}

/// <summary>
/// One delivery in the memo book. Packs are negative where a counter-document took an acceptance back.
/// </summary>
internal sealed record MemoRow
{
    public required string EventId { get; init; }

    public required string AccountingDate { get; init; }

    public required string RoundId { get; init; }

    public required string DeliveryId { get; init; }

    public required string ItemCode { get; init; }

    public required long AcceptedPacks { get; init; }

    public required long RejectedPacks { get; init; }

    public required long RecordedAt { get; init; }
}

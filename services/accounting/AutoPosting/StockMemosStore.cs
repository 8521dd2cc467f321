using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.AutoPosting;

/// <summary>What a book notes of goods without posting them (备查登记), one row for each event.</summary>
internal static class StockMemosStore
{
    /// <summary>Notes what an event says, on the day on which its voucher stands or would stand.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        Draft draft,
        GoodsMemo memo,
        DateTimeOffset recordedAt,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO stock_memos (event_id, accounting_date, kind, matter, counterparty, counterparty_name, stock,
              quantity, amount, taken_back, recorded_at)
            VALUES (@EventId, @AccountingDate, @Kind, @Matter, @Counterparty, @CounterpartyName, @Stock, @Quantity,
              @Amount, 0, @RecordedAt)
            """,
            new
            {
                draft.Origin.EventId,
                AccountingDate = BusinessDate.Write(draft.Date),
                Kind = memo.Kind.ToString(),
                memo.Matter,
                memo.Counterparty,
                memo.CounterpartyName,
                memo.Stock,
                Quantity = memo.Quantity.Thousandths,
                Amount = memo.Amount.Fen,
                RecordedAt = recordedAt.ToUnixTimeMilliseconds(),
            },
            cancellationToken);

    /// <summary>Whether an event left a note in this book.</summary>
    public static async Task<bool> HasAsync(Session session, string eventId, CancellationToken cancellationToken) =>
        eventId.Length > 0 && await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM stock_memos WHERE event_id = @eventId", new { eventId }, cancellationToken) > 0;

    /// <summary>
    /// Takes an event's note back by its opposite, once, on the day of the red voucher; nothing happens without a note.
    /// </summary>
    public static Task TakeBackAsync(
        UnitOfWork work,
        string eventId,
        DateOnly on,
        DateTimeOffset recordedAt,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO stock_memos (event_id, accounting_date, kind, matter, counterparty, counterparty_name, stock,
              quantity, amount, taken_back, recorded_at)
            SELECT event_id, @on, kind, matter, counterparty, counterparty_name, stock, -quantity, -amount, 1,
              @recordedAt
            FROM stock_memos noted
            WHERE event_id = @eventId AND event_id <> '' AND taken_back = 0
              AND NOT EXISTS (
                SELECT 1 FROM stock_memos back WHERE back.event_id = noted.event_id AND back.taken_back = 1)
            """,
            new { eventId, on = BusinessDate.Write(on), recordedAt = recordedAt.ToUnixTimeMilliseconds() },
            cancellationToken);
}

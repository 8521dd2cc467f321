using Region.Platform.Storage;

namespace Region.Gateway.Identity.Handovers;

/// <summary>A hand-over as it is stored.</summary>
internal sealed class HandoverRow
{
    public required string HandoverId { get; init; }
    public required string Book { get; init; }
    public required string FromLogin { get; init; }
    public required string FromName { get; init; }
    public required string ToLogin { get; init; }
    public required string ToName { get; init; }
    public required string SupervisorLogin { get; init; }
    public required string SupervisorName { get; init; }
    public required string HandedOverOn { get; init; }
    public required string Note { get; init; }
    public required long TotalDebitFen { get; init; }
    public required long TotalCreditFen { get; init; }
    public required long VoucherCount { get; init; }
    public required string ChainHead { get; init; }
    public required long RecordedAt { get; init; }
}

/// <summary>The only SQL on hand-overs.</summary>
internal static class HandoverStore
{
    private const string Columns =
        "handover_id, book, from_login, from_name, to_login, to_name, supervisor_login, supervisor_name, "
        + "handed_over_on, note, total_debit_fen, total_credit_fen, voucher_count, chain_head, recorded_at";

    public static Task AddHandoverAsync(
        this UnitOfWork work, HandoverRow handover, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"""
        INSERT INTO handovers ({Columns}) VALUES (
          @HandoverId, @Book, @FromLogin, @FromName, @ToLogin, @ToName, @SupervisorLogin, @SupervisorName,
          @HandedOverOn, @Note, @TotalDebitFen, @TotalCreditFen, @VoucherCount, @ChainHead, @RecordedAt)
        """,
        handover,
        cancellationToken);

    public static Task<IReadOnlyList<HandoverRow>> ListHandoversAsync(
        this Session session, string book, string before, int most, CancellationToken cancellationToken) =>
        session.QueryAsync<HandoverRow>(
            $"""
            SELECT {Columns} FROM handovers
            WHERE book = @book AND (@before = '' OR handover_id < @before) ORDER BY handover_id DESC LIMIT @most
            """,
            new { book, before, most },
            cancellationToken);
}

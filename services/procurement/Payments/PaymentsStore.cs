using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Payments;

/// <summary>The table of payments and refunds.</summary>
internal static class PaymentsStore
{
    /// <summary>In the order in which they were made.</summary>
    internal static async Task<IReadOnlyList<Payment>> LoadAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<PaymentRecord>(
            """
            SELECT payment_id, kind, payee, amount_fen, paid_on, paid_by
            FROM round_payments WHERE round_id = @roundId ORDER BY payment_id
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToPayment())];
    }

    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        Payment payment,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_payments (payment_id, round_id, kind, payee, amount_fen, paid_on, paid_by)
            VALUES (@Id, @roundId, @kind, @Payee, @amount, @paidOn, @PaidBy)
            """,
            new
            {
                payment.Id,
                roundId,
                kind = (long)payment.Kind,
                payment.Payee,
                amount = payment.Amount.Fen,
                paidOn = BusinessDate.Write(payment.PaidOn),
                payment.PaidBy,
            },
            cancellationToken);
}

/// <summary>A row of the table.</summary>
internal sealed record PaymentRecord
{
    public required string PaymentId { get; init; }
    public required long Kind { get; init; }
    public required string Payee { get; init; }
    public required long AmountFen { get; init; }
    public required string PaidOn { get; init; }
    public required string PaidBy { get; init; }

    internal Payment ToPayment() => new()
    {
        Id = PaymentId,
        Kind = (PaymentKind)Kind,
        Payee = Payee,
        Amount = new Money(AmountFen),
        PaidOn = StoredDate.Read(PaidOn),
        PaidBy = PaidBy,
    };
}

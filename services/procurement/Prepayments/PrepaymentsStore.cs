using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Prepayments;

/// <summary>The table of prepayments.</summary>
internal static class PrepaymentsStore
{
    internal static async Task<IReadOnlyList<Prepayment>> LoadAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<PrepaymentRecord>(
            """
            SELECT prepayment_id, village, amount_fen, paid_on, bank_reference, declared_by, received_on, confirmed_by
            FROM round_prepayments WHERE round_id = @roundId ORDER BY prepayment_id
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToPrepayment())];
    }

    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        Prepayment prepayment,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_prepayments
              (prepayment_id, round_id, village, amount_fen, paid_on, bank_reference, declared_by, received_on,
               confirmed_by)
            VALUES (@Id, @roundId, @Village, @amount, @paidOn, @BankReference, @DeclaredBy, NULL, '')
            """,
            new
            {
                prepayment.Id,
                roundId,
                prepayment.Village,
                amount = prepayment.Amount.Fen,
                paidOn = BusinessDate.Write(prepayment.PaidOn),
                prepayment.BankReference,
                prepayment.DeclaredBy,
            },
            cancellationToken);

    internal static Task<int> ConfirmAsync(
        UnitOfWork work,
        Prepayment prepayment,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE round_prepayments SET received_on = @receivedOn, confirmed_by = @ConfirmedBy
            WHERE prepayment_id = @Id
            """,
            new
            {
                prepayment.Id,
                receivedOn = StoredDate.WriteOrNone(prepayment.ReceivedOn),
                prepayment.ConfirmedBy,
            },
            cancellationToken);
}

/// <summary>A row of the table.</summary>
internal sealed record PrepaymentRecord
{
    public required string PrepaymentId { get; init; }
    public required string Village { get; init; }
    public required long AmountFen { get; init; }
    public required string PaidOn { get; init; }
    public required string BankReference { get; init; }
    public required string DeclaredBy { get; init; }
    public required string? ReceivedOn { get; init; }
    public required string ConfirmedBy { get; init; }

    internal Prepayment ToPrepayment() => new()
    {
        Id = PrepaymentId,
        Village = Village,
        Amount = new Money(AmountFen),
        PaidOn = StoredDate.Read(PaidOn),
        BankReference = BankReference,
        DeclaredBy = DeclaredBy,
        ReceivedOn = StoredDate.ReadOrNone(ReceivedOn),
        ConfirmedBy = ConfirmedBy,
    };
}

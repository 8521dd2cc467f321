using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>
/// The money of a round. Each village's money pays only its own part (独立收支): what one village prepaid too much never
/// covers what another one still owes.
/// </summary>
internal sealed record Funds
{
    public required IReadOnlyList<Prepayment> Prepayments { get; init; }
    public required IReadOnlyList<Bill> Bills { get; init; }
    public required Settlement? Settlement { get; init; }
    public required IReadOnlyList<Payment> Payments { get; init; }

    public bool SettledBy(Person person) =>
        string.Equals(Settlement?.SettledBy.Login, person.Login, StringComparison.Ordinal)
        || Bills.Any(bill => string.Equals(bill.RecordedBy, person.Login, StringComparison.Ordinal));

    public Money Paid(PaymentKind kind) =>
        Money.Sum(Payments.Where(payment => payment.Kind == kind).Select(payment => payment.Amount));

    public Money RefundedTo(string village) => Money.Sum(Payments
        .Where(payment => payment.Kind is PaymentKind.Refund
            && string.Equals(payment.Payee, village, StringComparison.Ordinal))
        .Select(payment => payment.Amount));

    /// <summary>
    /// What may still be paid to supplier and carrier on a day: of each village at most what it prepaid until then and
    /// did not get back, and at most its own goods and freight.
    /// </summary>
    public Money Available(DateOnly day) =>
        Money.Sum((Settlement?.Legs ?? []).Select(leg => Covered(leg, day)))
        - Paid(PaymentKind.Supplier) - Paid(PaymentKind.Carrier);

    /// <summary>
    /// What a village prepaid until a day, less its part of the settlement and its refunds; negative where it owes.
    /// </summary>
    public Money BalanceOf(string village, DateOnly day) =>
        Prepayment.ReceivedBy(Prepayments, village, day) - AllocatedTo(village) - RefundedTo(village);

    public Money AllocatedTo(string village) => Money.Sum((Settlement?.Legs ?? [])
        .Where(leg => string.Equals(leg.Village, village, StringComparison.Ordinal))
        .Select(leg => leg.Total));

    private Money Covered(SettlementLeg leg, DateOnly day) => Money.Min(
        Prepayment.ReceivedBy(Prepayments, leg.Village, day) - RefundedTo(leg.Village),
        leg.PaidOut);
}

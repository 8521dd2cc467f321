using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using Payment = Region.Procurement.Domain.Payment;
using Round = Region.Procurement.Domain.Round;

namespace Region.Procurement.Payments;

/// <summary>The cashier pays back what a village prepaid too much.</summary>
internal static class RefundVillage
{
    internal static async Task<Decision<Payment, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        PaymentOrder order,
        CancellationToken cancellationToken)
    {
        if (!round.Has(order.Draft.Village))
            throw NotFound.Exception();

        var funds = await RoundFiles.FundsAsync(work, round, cancellationToken);
        var decision = Payment.Refund(round, funds, order.Draft, order.Cashier);
        if (!decision.Allowed)
            return decision;

        await PaymentsStore.AddAsync(work, round.Id, decision.Value, cancellationToken);
        await Legs.AnnounceAsync(
            work,
            round,
            new Leg(Topics.RefundPaid, decision.Value.Payee, decision.Value.Amount),
            Refunded(round, decision.Value),
            cancellationToken);
        return decision;
    }

    private static RefundPaid Refunded(Round round, Payment payment) => new()
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        RoundTitle = round.Title,
        Village = payment.Payee,
        VillageName = round.NameOf(payment.Payee),
        PaymentId = payment.Id,
        AmountFen = payment.Amount.Fen,
        AccountingDate = BusinessDate.Write(payment.PaidOn),
    };
}

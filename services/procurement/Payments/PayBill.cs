using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using BillKind = Region.Procurement.Domain.BillKind;
using Payment = Region.Procurement.Domain.Payment;
using PaymentKind = Region.Procurement.Domain.PaymentKind;
using Round = Region.Procurement.Domain.Round;

namespace Region.Procurement.Payments;

/// <summary>The cashier pays the supplier's or the carrier's bill out of the villages' funds.</summary>
internal static class PayBill
{
    internal static async Task<Decision<Payment, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        PaymentOrder order,
        CancellationToken cancellationToken)
    {
        var funds = await RoundFiles.FundsAsync(work, round, cancellationToken);
        var decision = Payment.PayBill(round, funds, order.Draft, order.Cashier);
        if (!decision.Allowed)
            return decision;

        var payment = decision.Value;
        await PaymentsStore.AddAsync(work, round.Id, payment, cancellationToken);
        var supplier = payment.Kind is PaymentKind.Supplier;
        await Legs.AnnounceAsync(
            work,
            round,
            new Leg(supplier ? Topics.SupplierPaid : Topics.CarrierPaid, "", payment.Amount),
            supplier ? PaidSupplier(round, funds, payment) : PaidCarrier(round, funds, payment),
            cancellationToken);
        return decision;
    }

    private static SupplierPaid PaidSupplier(Round round, Funds funds, Payment payment) => new SupplierPaid
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        RoundTitle = round.Title,
        PaymentId = payment.Id,
        Supplier = payment.Payee,
        SupplierName = funds.Bills.First(bill => bill.Kind is BillKind.Goods).IssuerName,
        AmountFen = payment.Amount.Fen,
        AccountingDate = BusinessDate.Write(payment.PaidOn),
    };

    private static CarrierPaid PaidCarrier(Round round, Funds funds, Payment payment) => new CarrierPaid
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        RoundTitle = round.Title,
        PaymentId = payment.Id,
        Carrier = payment.Payee,
        CarrierName = funds.Bills.First(bill => bill.Kind is BillKind.Freight).IssuerName,
        AmountFen = payment.Amount.Fen,
        AccountingDate = BusinessDate.Write(payment.PaidOn),
    };
}

internal sealed record PaymentOrder(PaymentDraft Draft, Person Cashier);

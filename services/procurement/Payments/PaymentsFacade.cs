using Grpc.Core;
using Region.Kernel;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Payments;

/// <summary>Payments and refunds on the wire.</summary>
internal sealed class PaymentsFacade(RoundDesk desk, TimeProvider clock) : Wire.PaymentService.PaymentServiceBase
{
    public override Task<Wire.PaySupplierResponse> PaySupplier(
        Wire.PaySupplierRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var order = Order(PaymentKind.Supplier, request.AmountFen, request.PaidOn, context);
                var paid = await PayBill.RunAsync(work, round, order, cancellationToken);
                return paid.Map(payment => new Wire.PaySupplierResponse { Payment = ToWire(payment) });
            });

    public override Task<Wire.PayCarrierResponse> PayCarrier(
        Wire.PayCarrierRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var order = Order(PaymentKind.Carrier, request.AmountFen, request.PaidOn, context);
                var paid = await PayBill.RunAsync(work, round, order, cancellationToken);
                return paid.Map(payment => new Wire.PayCarrierResponse { Payment = ToWire(payment) });
            });

    public override Task<Wire.RefundVillageResponse> RefundVillage(
        Wire.RefundVillageRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var order = Order(PaymentKind.Refund, request.AmountFen, request.PaidOn, context);
                var refund = order with { Draft = order.Draft with { Village = request.Village } };
                var paid = await Payments.RefundVillage.RunAsync(work, round, refund, cancellationToken);
                return paid.Map(payment => new Wire.RefundVillageResponse { Payment = ToWire(payment) });
            });

    public override Task<Wire.ListPaymentsResponse> ListPayments(
        Wire.ListPaymentsRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var payments = await PaymentsStore.LoadAsync(session, round.Id, cancellationToken);
                return new Wire.ListPaymentsResponse { Payments = { payments.Select(ToWire) } };
            });

    private PaymentOrder Order(PaymentKind kind, long amountFen, string paidOn, ServerCallContext context)
    {
        var draft = new PaymentDraft
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            Kind = kind,
            AmountFen = amountFen,
            PaidOn = paidOn,
        };
        return new PaymentOrder(draft, context.Person());
    }

    private static Wire.Payment ToWire(Payment payment) => new()
    {
        PaymentId = payment.Id,
        Kind = (Wire.PaymentKind)payment.Kind,
        Payee = payment.Payee,
        AmountFen = payment.Amount.Fen,
        PaidOn = BusinessDate.Write(payment.PaidOn),
        PaidBy = payment.PaidBy,
    };
}

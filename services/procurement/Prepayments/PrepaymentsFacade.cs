using Grpc.Core;
using Region.Kernel;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Prepayments;

/// <summary>Prepayments on the wire.</summary>
internal sealed class PrepaymentsFacade(RoundDesk desk, TimeProvider clock)
    : Wire.PrepaymentService.PrepaymentServiceBase
{
    public override Task<Wire.DeclarePrepaymentResponse> DeclarePrepayment(
        Wire.DeclarePrepaymentRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new PrepaymentDraft
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
                    Village = request.Village,
                    AmountFen = request.AmountFen,
                    PaidOn = request.PaidOn,
                    BankReference = request.BankReference,
                };
                var declared = await Prepayments.DeclarePrepayment.RunAsync(
                    work,
                    round,
                    new PrepaymentDeclaration(draft, context.Person()),
                    cancellationToken);
                return declared.Map(
                    prepayment => new Wire.DeclarePrepaymentResponse { Prepayment = ToWire(prepayment) });
            });

    public override Task<Wire.ConfirmPrepaymentResponse> ConfirmPrepayment(
        Wire.ConfirmPrepaymentRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var confirmation = new PrepaymentConfirmation(
                    request.PrepaymentId,
                    new Money(request.AmountFen),
                    request.ReceivedOn,
                    context.Person());
                var confirmed = await Prepayments.ConfirmPrepayment.RunAsync(
                    work,
                    round,
                    confirmation,
                    cancellationToken);
                return confirmed.Map(
                    prepayment => new Wire.ConfirmPrepaymentResponse { Prepayment = ToWire(prepayment) });
            });

    public override Task<Wire.ListPrepaymentsResponse> ListPrepayments(
        Wire.ListPrepaymentsRequest request,
        ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var prepayments = await PrepaymentsStore.LoadAsync(session, round.Id, cancellationToken);
                return new Wire.ListPrepaymentsResponse { Prepayments = { prepayments.Select(ToWire) } };
            });

    private static Wire.Prepayment ToWire(Prepayment prepayment) => new()
    {
        PrepaymentId = prepayment.Id,
        Village = prepayment.Village,
        AmountFen = prepayment.Amount.Fen,
        PaidOn = BusinessDate.Write(prepayment.PaidOn),
        ReceivedOn = StoredDate.ToWire(prepayment.ReceivedOn),
        BankReference = prepayment.BankReference,
    };
}

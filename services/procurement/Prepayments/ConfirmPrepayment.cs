using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using Region.Procurement.Rounds;
using Prepayment = Region.Procurement.Domain.Prepayment;
using Round = Region.Procurement.Domain.Round;

namespace Region.Procurement.Prepayments;

/// <summary>The company accountant confirms what arrived; both books learn of it.</summary>
internal static class ConfirmPrepayment
{
    internal static async Task<Decision<Prepayment, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        PrepaymentConfirmation confirmation,
        CancellationToken cancellationToken)
    {
        var prepayments = await PrepaymentsStore.LoadAsync(work, round.Id, cancellationToken);
        var declared = prepayments.FirstOrDefault(
            other => string.Equals(other.Id, confirmation.PrepaymentId, StringComparison.Ordinal));
        var decision = Prepayment.Confirm(
            declared,
            confirmation.Arrived,
            confirmation.ReceivedOn,
            confirmation.Accountant);
        if (!decision.Allowed)
            return decision;

        await PrepaymentsStore.ConfirmAsync(work, decision.Value, cancellationToken);
        await Legs.AnnounceAsync(
            work,
            round,
            new Leg(Topics.PrepaymentReceived, decision.Value.Village, decision.Value.Amount),
            Received(round, decision.Value),
            cancellationToken);
        return decision;
    }

    private static PrepaymentReceived Received(Round round, Prepayment prepayment) => new()
    {
        Region = round.Region,
        Company = round.Company,
        RoundId = round.Id,
        RoundTitle = round.Title,
        Village = prepayment.Village,
        VillageName = round.NameOf(prepayment.Village),
        PrepaymentId = prepayment.Id,
        AmountFen = prepayment.Amount.Fen,
        AccountingDate = StoredDate.ToWire(prepayment.ReceivedOn),
    };
}

internal sealed record PrepaymentConfirmation(string PrepaymentId, Money Arrived, string ReceivedOn, Person Accountant);

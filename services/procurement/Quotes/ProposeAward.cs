using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;

namespace Region.Procurement.Quotes;

/// <summary>The buyer proposes a quote; from now on requisitions are frozen.</summary>
internal static class ProposeAward
{
    internal static async Task<Decision<Award, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        AwardProposal proposal,
        CancellationToken cancellationToken)
    {
        var requisitions = await RequisitionsStore.LoadAsync(work, round.Id, cancellationToken);
        var quotes = await QuotesStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Award.Propose(round, requisitions, quotes, proposal.Draft, proposal.Buyer);
        if (!decision.Allowed)
            return decision;

        await QuotesStore.AddAwardAsync(work, round.Id, decision.Value, cancellationToken);
        await RoundsStore.AdvanceAsync(work, round, RoundState.AwardProposed, cancellationToken);
        return decision;
    }
}

internal sealed record AwardProposal(AwardDraft Draft, Person Buyer);

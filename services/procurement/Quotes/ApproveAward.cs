using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Quotes;

/// <summary>The secretary approves the award.</summary>
internal static class ApproveAward
{
    internal static async Task<Decision<Award, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        AwardApproval approval,
        CancellationToken cancellationToken)
    {
        var quotes = await QuotesStore.LoadAsync(work, round.Id, cancellationToken);
        var proposed = await QuotesStore.FindAwardAsync(work, round.Id, cancellationToken);
        var decision = Award.Approve(round, proposed, quotes, approval.ApprovedOn, approval.Secretary);
        if (!decision.Allowed)
            return decision;

        await QuotesStore.ApproveAwardAsync(work, round.Id, decision.Value, cancellationToken);
        await RoundsStore.AdvanceAsync(work, round, RoundState.Awarded, cancellationToken);
        return decision;
    }
}

internal sealed record AwardApproval(string ApprovedOn, Person Secretary);

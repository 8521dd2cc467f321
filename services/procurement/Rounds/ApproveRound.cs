using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>The secretary approves a round; requisitions may come in.</summary>
internal static class ApproveRound
{
    internal static async Task<Decision<Round, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        RoundApproval approval,
        CancellationToken cancellationToken)
    {
        var decision = Round.Approve(round, approval.ApprovedOn, approval.Secretary);
        if (decision.Allowed)
            await RoundsStore.ApproveAsync(work, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record RoundApproval(string ApprovedOn, Person Secretary);

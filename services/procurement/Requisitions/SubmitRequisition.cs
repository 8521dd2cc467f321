using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Requisitions;

/// <summary>A village asks for packs, or asks again before the cut-off.</summary>
internal static class SubmitRequisition
{
    internal static async Task<Decision<Requisition, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        RequisitionSubmission submission,
        CancellationToken cancellationToken)
    {
        var standing = await RequisitionsStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Requisition.Submit(round, standing, submission.Draft, submission.Accountant);
        if (decision.Allowed)
            await RequisitionsStore.AddAsync(work, round.Id, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record RequisitionSubmission(RequisitionDraft Draft, Person Accountant);

using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Requisitions;

/// <summary>The company types in what villages handed in on paper, all rows or none.</summary>
internal static class ImportRequisitions
{
    internal static async Task<Decision<IReadOnlyList<Requisition>, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        RequisitionImport import,
        CancellationToken cancellationToken)
    {
        var standing = await RequisitionsStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Requisition.Import(round, standing, import.Table, import.Clerk);
        if (!decision.Allowed)
            return decision;

        foreach (var requisition in decision.Value)
            await RequisitionsStore.AddAsync(work, round.Id, requisition, cancellationToken);

        return decision;
    }
}

internal sealed record RequisitionImport(RequisitionTable Table, Person Clerk);

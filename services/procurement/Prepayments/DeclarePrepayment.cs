using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Prepayments;

/// <summary>A village says that it paid.</summary>
internal static class DeclarePrepayment
{
    internal static async Task<Decision<Prepayment, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        PrepaymentDeclaration declaration,
        CancellationToken cancellationToken)
    {
        var earlier = await PrepaymentsStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Prepayment.Declare(round, earlier, declaration.Draft, declaration.Accountant);
        if (decision.Allowed)
            await PrepaymentsStore.AddAsync(work, round.Id, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record PrepaymentDeclaration(PrepaymentDraft Draft, Person Accountant);

using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>The manager opens a round for the villages that the register has on that day.</summary>
internal static class OpenRound
{
    internal static async Task<Decision<Round, Refusal>> RunAsync(
        UnitOfWork work,
        RoundOpening opening,
        CancellationToken cancellationToken)
    {
        var decision = Round.Open(opening.Draft, opening.Federation, opening.Id, opening.Manager);
        if (decision.Allowed)
            await RoundsStore.AddAsync(work, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record RoundOpening(string Id, RoundDraft Draft, Federation Federation, Person Manager);

using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Quotes;

/// <summary>The buyer records a supplier's quote.</summary>
internal static class RecordQuote
{
    internal static async Task<Decision<Quote, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        QuoteRecording recording,
        CancellationToken cancellationToken)
    {
        var earlier = await QuotesStore.LoadAsync(work, round.Id, cancellationToken);
        var decision = Quote.Record(round, earlier, recording.Draft, recording.Buyer);
        if (decision.Allowed)
            await QuotesStore.AddAsync(work, round.Id, decision.Value, cancellationToken);

        return decision;
    }
}

internal sealed record QuoteRecording(QuoteDraft Draft, Person Buyer);

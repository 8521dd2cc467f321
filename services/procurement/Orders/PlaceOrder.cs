using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Quotes;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;

namespace Region.Procurement.Orders;

/// <summary>The manager orders what the villages asked for from the awarded supplier.</summary>
internal static class PlaceOrder
{
    internal static async Task<Decision<Order, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        OrderPlacement placement,
        CancellationToken cancellationToken)
    {
        var requisitions = await RequisitionsStore.LoadAsync(work, round.Id, cancellationToken);
        var quotes = await QuotesStore.LoadAsync(work, round.Id, cancellationToken);
        var award = await QuotesStore.FindAwardAsync(work, round.Id, cancellationToken);
        var quote = quotes.FirstOrDefault(
            other => string.Equals(other.Id, award?.QuoteId, StringComparison.Ordinal));
        (Award, Quote)? awarded = award is null || quote is null ? null : (award, quote);
        var decision = Order.Place(round, requisitions, awarded, placement.Draft);
        if (!decision.Allowed)
            return decision;

        await OrdersStore.AddAsync(work, round.Id, decision.Value, placement.Manager, cancellationToken);
        await RoundsStore.AdvanceAsync(work, round, RoundState.Ordered, cancellationToken);
        return decision;
    }
}

internal sealed record OrderPlacement(OrderDraft Draft, Person Manager);

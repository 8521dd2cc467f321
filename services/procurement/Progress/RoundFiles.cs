using Region.Platform.Storage;
using Region.Procurement.Deliveries;
using Region.Procurement.Domain;
using Region.Procurement.Orders;
using Region.Procurement.Payments;
using Region.Procurement.Prepayments;
using Region.Procurement.Quotes;
using Region.Procurement.Requisitions;
using Region.Procurement.Settlements;

namespace Region.Procurement.Progress;

/// <summary>Gathers what several slices keep about one round.</summary>
internal static class RoundFiles
{
    internal static async Task<RoundFile> LoadAsync(
        Session session,
        Round round,
        CancellationToken cancellationToken) =>
        new()
        {
            Round = round,
            Requisitions = await RequisitionsStore.LoadAsync(session, round.Id, cancellationToken),
            Purchase = await PurchaseAsync(session, round, cancellationToken),
            Funds = await FundsAsync(session, round, cancellationToken),
        };

    /// <summary>What was bought, by whom, and what came of it.</summary>
    internal static async Task<Purchase> PurchaseAsync(
        Session session,
        Round round,
        CancellationToken cancellationToken) =>
        new()
        {
            Quotes = await QuotesStore.LoadAsync(session, round.Id, cancellationToken),
            Award = await QuotesStore.FindAwardAsync(session, round.Id, cancellationToken),
            Order = await OrdersStore.FindAsync(session, round, cancellationToken),
            Deliveries = await DeliveriesStore.LoadAsync(session, round.Id, cancellationToken),
        };

    /// <summary>The money of the round.</summary>
    internal static async Task<Funds> FundsAsync(
        Session session,
        Round round,
        CancellationToken cancellationToken) =>
        new()
        {
            Prepayments = await PrepaymentsStore.LoadAsync(session, round.Id, cancellationToken),
            Bills = await SettlementsStore.LoadBillsAsync(session, round.Id, cancellationToken),
            Settlement = await SettlementsStore.FindAsync(session, round.Id, cancellationToken),
            Payments = await PaymentsStore.LoadAsync(session, round.Id, cancellationToken),
        };
}

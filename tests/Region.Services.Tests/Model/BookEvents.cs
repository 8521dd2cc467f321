using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.AutoPosting;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Events;

namespace Region.Services.Tests.Model;

/// <summary>Brings the model's events to the handlers of the accounting service, without a sidecar.</summary>
internal sealed class BookEvents(IServiceProvider services)
{
    private const string Round = "批次";
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    internal async Task<string> DeliverAsync(ModelEvent[] batch) => batch[0].Leg switch
    {
        LegKind.Prepaid => await BulkAsync(Part<PostLegs<PrepaymentReceived>>(), batch, EventMessages.Prepaid),
        LegKind.Settled => await BulkAsync(Part<PostLegs<SettlementAllocated>>(), batch, EventMessages.Settled),
        LegKind.SupplierPaid => await BulkAsync(Part<PostLegs<SupplierPaid>>(), batch, EventMessages.SupplierPaid),
        LegKind.CarrierPaid => await BulkAsync(Part<PostLegs<CarrierPaid>>(), batch, EventMessages.CarrierPaid),
        LegKind.Refunded => await BulkAsync(Part<PostLegs<RefundPaid>>(), batch, EventMessages.Refunded),
        _ => await SingleAsync(Part<KeepDelivery>(), batch, EventMessages.Delivered),
    };

    /// <summary>Tells of a cancellation under this event's id.</summary>
    internal async Task<string> TellAsync(VoucherReversed told, string id)
    {
        var header = new EventHeader(id, Topics.VoucherReversed, "accounting", told.Book);
        return Say(await Part<ReverseMirror>().HandleAsync(header, told, Cancelled));
    }

    internal static string Say(Outcome outcome) => outcome.IsApplied
        ? BooksModel.Applied
        : outcome.IsImpossible ? BooksModel.Impossible : BooksModel.NotReady;

    private static EventHeader Header(ModelEvent told, string topic) => new(told.Id, topic, "procurement", Round);

    private static async Task<string> BulkAsync<TEvent>(
        IBulkEventHandler<TEvent> handler,
        ModelEvent[] batch,
        (string Topic, Func<ModelEvent, TEvent> Write) form)
        where TEvent : IMessage
    {
        Received<TEvent>[] received =
            [.. batch.Select(told => new Received<TEvent>(Header(told, form.Topic), form.Write(told)))];
        return string.Join(", ", (await handler.HandleAsync(received, Cancelled)).Select(Say));
    }

    private static async Task<string> SingleAsync(
        KeepDelivery handler,
        ModelEvent[] batch,
        (string Topic, Func<ModelEvent, DeliveryAccepted> Write) form)
    {
        var said = new List<string>();
        foreach (var told in batch)
            said.Add(Say(await handler.HandleAsync(Header(told, form.Topic), form.Write(told), Cancelled)));

        return string.Join(", ", said);
    }

    private T Part<T>()
        where T : notnull => services.GetRequiredService<T>();
}

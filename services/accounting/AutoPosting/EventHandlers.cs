using Region.Contracts.Procurement.V1;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>The company received prepayments of villages.</summary>
internal sealed class PostPrepayments(PostEvents events) : IBulkEventHandler<PrepaymentReceived>
{
    public Task<IReadOnlyList<Outcome>> HandleAsync(
        IReadOnlyList<Received<PrepaymentReceived>> batch,
        CancellationToken cancellationToken) => events.HandleAsync(batch, cancellationToken);
}

/// <summary>Goods, freight and fee were allocated to villages.</summary>
internal sealed class PostSettlements(PostEvents events) : IBulkEventHandler<SettlementAllocated>
{
    public Task<IReadOnlyList<Outcome>> HandleAsync(
        IReadOnlyList<Received<SettlementAllocated>> batch,
        CancellationToken cancellationToken) => events.HandleAsync(batch, cancellationToken);
}

/// <summary>The company paid the supplier for the villages.</summary>
internal sealed class PostSupplierPayment(PostEvents events) : IEventHandler<SupplierPaid>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        SupplierPaid message,
        CancellationToken cancellationToken) =>
        (await events.HandleAsync<SupplierPaid>([new(header, message)], cancellationToken))[0];
}

/// <summary>The company paid the carrier for the villages.</summary>
internal sealed class PostCarrierPayment(PostEvents events) : IEventHandler<CarrierPaid>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        CarrierPaid message,
        CancellationToken cancellationToken) =>
        (await events.HandleAsync<CarrierPaid>([new(header, message)], cancellationToken))[0];
}

/// <summary>The company paid back what a village had prepaid too much.</summary>
internal sealed class PostRefund(PostEvents events) : IEventHandler<RefundPaid>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        RefundPaid message,
        CancellationToken cancellationToken) =>
        (await events.HandleAsync<RefundPaid>([new(header, message)], cancellationToken))[0];
}

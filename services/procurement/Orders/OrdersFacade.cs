using Grpc.Core;
using Region.Kernel;
using Region.Platform.Refusals;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Orders;

/// <summary>The order on the wire.</summary>
internal sealed class OrdersFacade(RoundDesk desk, RefusalBook<Refusal> refusals, TimeProvider clock)
    : Wire.OrderService.OrderServiceBase
{
    public override Task<Wire.PlaceOrderResponse> PlaceOrder(
        Wire.PlaceOrderRequest request,
        ServerCallContext context) =>
        desk.OnceAsync(
            new RoundCall(request, request.RequestId, new RoundKey(request.Region, request.RoundId), context),
            async (work, round, cancellationToken) =>
            {
                var draft = new OrderDraft(Guid.CreateVersion7(clock.GetUtcNow()).ToString(), request.OrderedOn);
                var placed = await Orders.PlaceOrder.RunAsync(
                    work,
                    round,
                    new OrderPlacement(draft, context.Person()),
                    cancellationToken);
                return placed.Map(order => new Wire.PlaceOrderResponse { Order = ToWire(order) });
            });

    public override Task<Wire.GetOrderResponse> GetOrder(Wire.GetOrderRequest request, ServerCallContext context) =>
        desk.ReadAsync(
            new RoundKey(request.Region, request.RoundId),
            context,
            async (session, round, cancellationToken) =>
            {
                var order = await OrdersStore.FindAsync(session, round, cancellationToken);
                return order is null
                    ? throw refusals.ToRpcException(Refusal.OrderMissing.On("round_id", round.State.InChinese()))
                    : new Wire.GetOrderResponse { Order = ToWire(order) };
            });

    private static Wire.Order ToWire(Order order) => new()
    {
        OrderId = order.Id,
        Supplier = order.Supplier,
        SupplierName = order.SupplierName,
        Packs = order.Packs,
        Quantity = order.Quantity.ToString(),
        UnitPrice = order.UnitPrice.ToString(),
        AmountFen = order.Amount.Fen,
        OrderedOn = BusinessDate.Write(order.OrderedOn),
        Allocations =
        {
            order.Lines.Select(line => new Wire.OrderAllocation { Village = line.Village, Packs = line.Packs }),
        },
    };
}

using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Orders;

/// <summary>The tables of orders and their allocation lines.</summary>
internal static class OrdersStore
{
    internal static async Task<Order?> FindAsync(Session session, Round round, CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<OrderRecord>(
            """
            SELECT order_id, supplier, supplier_name, unit_price_millionths, ordered_on
            FROM round_orders WHERE round_id = @Id
            """,
            new { round.Id },
            cancellationToken);
        if (row is null)
            return null;

        var lines = await session.QueryAsync<OrderLineRecord>(
            "SELECT village, packs FROM round_order_lines WHERE round_id = @Id ORDER BY village",
            new { round.Id },
            cancellationToken);
        return new Order
        {
            Id = row.OrderId,
            Supplier = row.Supplier,
            SupplierName = row.SupplierName,
            Item = round.Item,
            UnitPrice = UnitPrice.FromMillionths(row.UnitPriceMillionths),
            OrderedOn = StoredDate.Read(row.OrderedOn),
            Lines = [.. lines.Select(line => new OrderLine(line.Village, line.Packs))],
        };
    }

    internal static async Task AddAsync(
        UnitOfWork work,
        string roundId,
        Order order,
        Person manager,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO round_orders
              (round_id, order_id, supplier, supplier_name, unit_price_millionths, ordered_on, ordered_by)
            VALUES (@roundId, @Id, @Supplier, @SupplierName, @price, @orderedOn, @by)
            """,
            new
            {
                roundId,
                order.Id,
                order.Supplier,
                order.SupplierName,
                price = order.UnitPrice.Millionths,
                orderedOn = BusinessDate.Write(order.OrderedOn),
                by = manager.Login,
            },
            cancellationToken);
        foreach (var line in order.Lines)
        {
            await work.ExecuteAsync(
                "INSERT INTO round_order_lines (round_id, village, packs) VALUES (@roundId, @Village, @Packs)",
                new { roundId, line.Village, line.Packs },
                cancellationToken);
        }
    }
}

/// <summary>A row of the table of orders.</summary>
internal sealed record OrderRecord
{
    public required string OrderId { get; init; }
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required long UnitPriceMillionths { get; init; }
    public required string OrderedOn { get; init; }
}

/// <summary>A row of the table of allocation lines.</summary>
internal sealed record OrderLineRecord
{
    public required string Village { get; init; }
    public required long Packs { get; init; }
}

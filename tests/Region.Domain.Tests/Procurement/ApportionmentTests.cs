using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class ApportionmentTests
{
    [Fact]
    public void The_parts_of_all_deliveries_sum_to_what_the_settlement_allocates_in_any_order()
    {
        var random = new Random(20_260_327);
        for (var round = 0; round < 500; round++)
        {
            var order = P1.Order with
            {
                Lines = [.. Enumerable.Range(1, random.Next(2, 9)).Select(Line)],
            };
            var deliveries = Enumerable.Range(1, 5)
                .Select(number => Signed(number, random.NextInt64(-3, order.Packs / 5)))
                .ToArray();

            var parts = deliveries.Index()
                .SelectMany(item => Apportionment.Of(order, deliveries[..item.Index], item.Item))
                .ToLookup(part => part.Village);

            var accepted = Math.Max(0, deliveries.Sum(delivery => delivery.AcceptedPacks));
            var costs = new Costs(accepted, order.PriceOf(accepted), Money.Zero, Money.Zero);
            foreach (var leg in Settlement.Allocate(order.Lines, costs))
            {
                parts[leg.Village].Sum(part => part.Packs).ShouldBe(leg.Packs);
                Money.Sum(parts[leg.Village].Select(part => part.Goods)).ShouldBe(leg.Goods);
            }
        }

        OrderLine Line(int number) => new($"V01{number:00}", random.NextInt64(1, 400));
    }

    private static Delivery Signed(int number, long packs) => new()
    {
        Id = $"d{number}",
        DeliveredPacks = packs,
        RejectedPacks = 0,
        Reason = "",
        DeliveredOn = new DateOnly(2026, 3, 18),
        Corrects = packs < 0 ? "d1" : "",
        ReceivedBy = "r01.receiver",
        SignedOn = new DateOnly(2026, 3, 18),
        SignedBy = "v0101.supervisor",
    };
}

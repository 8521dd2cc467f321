using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class SettlementTests
{
    [Fact]
    public void P1_is_allocated_to_the_fen()
    {
        P1.Settlement.Legs.Select(Figures).ShouldBe(
            [
                ("V0101", 49, 2_260_125, 57_901, 33_902, 2_351_928),
                ("V0102", 31, 1_429_875, 36_631, 21_448, 1_487_954),
                ("V0103", 17, 784_125, 20_088, 11_762, 815_975),
                ("V0104", 12, 553_500, 14_180, 8_302, 575_982),
            ]);
    }

    [Fact]
    public void The_fee_is_754_14_while_rounding_each_village_alone_would_give_754_15()
    {
        var fee = new Rate(15_000);

        Sum(leg => leg.Fee).ShouldBe(new Money(75_414));
        Sum(leg => fee.Of(leg.Goods)).ShouldBe(new Money(75_415));
    }

    [Fact]
    public void Allocating_each_delivery_alone_would_give_other_bags_than_the_cumulative_allocation()
    {
        var weights = P1.Order.Lines.Select(line => new Weight(line.Village, line.Packs)).ToArray();
        var alone = Allocation.Split(78, weights)
            .Zip(Allocation.Split(31, weights), (first, second) => first.Units + second.Units);

        alone.ShouldBe([49, 32, 17, 11]);
        P1.Settlement.Legs.Select(leg => leg.Packs).ShouldBe([49, 31, 17, 12]);
    }

    [Fact]
    public void Every_column_of_random_settlements_sums_to_its_bill_and_no_village_gets_more_than_it_asked_for()
    {
        var random = new Random(20_260_326);
        for (var round = 0; round < 20_000; round++)
        {
            var lines = Enumerable.Range(1, random.Next(3, 51))
                .Select(number => new OrderLine($"V{number:0000}", random.NextInt64(1, 500)))
                .ToArray();
            var accepted = random.NextInt64(0, lines.Sum(line => line.Packs) + 1);
            var goods = accepted == 0 ? 0 : random.NextInt64(0, 1_000_000_000);
            var freight = accepted == 0 ? 0 : random.NextInt64(0, 10_000_000);
            var fee = new Rate(15_000).Of(new Money(goods));
            var costs = new Costs(accepted, new Money(goods), new Money(freight), fee);
            var legs = Settlement.Allocate(lines, costs);

            legs.Sum(leg => leg.Packs).ShouldBe(accepted);
            Money.Sum(legs.Select(leg => leg.Goods)).ShouldBe(costs.Goods);
            Money.Sum(legs.Select(leg => leg.Freight)).ShouldBe(costs.Freight);
            Money.Sum(legs.Select(leg => leg.Fee)).ShouldBe(costs.Fee);
            legs.Zip(lines).All(pair => pair.First.Packs <= pair.Second.Packs).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_second_settlement_is_refused() =>
        Settle(P1.Settled, P1.Deliveries, P1.Bills).ShouldRefuse(Refusal.AlreadySettled, "round_id");

    [Fact]
    public void A_settlement_waits_for_every_signature()
    {
        var unsigned = P1.Deliveries[1] with { SignedOn = null };

        Settle(P1.Ordered, [P1.Deliveries[0], unsigned], P1.Bills).Refusals
            .Select(refused => refused.Rule).ShouldContain(Refusal.UnsignedDelivery);
    }

    [Theory]
    [InlineData(nameof(BillKind.Goods))]
    [InlineData(nameof(BillKind.Fee))]
    public void A_settlement_waits_for_the_bill(string missing) =>
        Settle(P1.Ordered, P1.Deliveries, [.. P1.Bills.Where(bill => bill.Kind != Enum.Parse<BillKind>(missing))])
            .ShouldRefuse(Refusal.BillMissing, "round_id");

    [Fact]
    public void Without_a_freight_bill_the_goods_came_free()
    {
        var legs = Settle(P1.Ordered, P1.Deliveries, [P1.Bills[0], P1.Bills[2]]).Value.Legs;

        legs.ShouldAllBe(leg => leg.Freight == Money.Zero);
    }

    [Fact]
    public void A_bill_that_a_counter_document_made_wrong_stops_the_settlement()
    {
        var mend = P1.Deliveries[0] with { Id = "c1", Corrects = "d1", DeliveredPacks = -1, RejectedPacks = 0 };

        Settle(P1.Ordered, [.. P1.Deliveries, mend], P1.Bills).Refusals.Select(refused => refused.Rule)
            .ShouldBe([Refusal.GoodsBillDiffers, Refusal.FeeBillDiffers]);
    }

    [Fact]
    public void A_settlement_dated_before_a_bill_is_refused() =>
        Settlement.Settle(
                P1.Ordered,
                P1.Order,
                P1.Deliveries,
                P1.Bills,
                new SettlementDraft("2026-03-23", P1.Accountant))
            .ShouldRefuse(Refusal.DateTooEarly, "settled_on");

    [Fact]
    public void Where_everything_was_rejected_nobody_bears_anything()
    {
        var rejected = P1.Signed("d1", 111, 111, "2026-03-18");
        var legs = Settle(P1.Ordered, [rejected], []).Value.Legs;

        legs.ShouldAllBe(leg => !leg.HasShare);
    }

    [Theory]
    [InlineData(nameof(BillKind.Goods), 5_027_624, nameof(Refusal.GoodsBillDiffers))]
    [InlineData(nameof(BillKind.Goods), 5_027_626, nameof(Refusal.GoodsBillDiffers))]
    [InlineData(nameof(BillKind.Fee), 75_415, nameof(Refusal.FeeBillDiffers))]
    [InlineData(nameof(BillKind.Fee), 75_413, nameof(Refusal.FeeBillDiffers))]
    [InlineData(nameof(BillKind.Freight), -1, nameof(Refusal.AmountNotPositive))]
    public void A_bill_that_is_off_by_one_fen_is_refused(string kind, long fen, string rule) =>
        Bill.Record(P1.Ordered, P1.Order, P1.Deliveries, P1.BillDraft(Enum.Parse<BillKind>(kind), fen), P1.Accountant)
            .ShouldRefuse(rule, "amount_fen");

    [Fact]
    public void A_goods_bill_of_somebody_else_than_the_supplier_is_refused() =>
        Bill.Record(
                P1.Ordered,
                P1.Order,
                P1.Deliveries,
                P1.BillDraft(BillKind.Goods, 5_027_625) with { Issuer = "S01" },
                P1.Accountant)
            .ShouldRefuse(Refusal.BillIssuerWrong, "issuer");

    [Theory]
    [InlineData(nameof(BillKind.Fee), 75_414, 75_415)]
    [InlineData(nameof(BillKind.Fee), 75_414, -1)]
    [InlineData(nameof(BillKind.Goods), 5_027_625, 1)]
    [InlineData(nameof(BillKind.Freight), 128_800, 1)]
    public void Vat_that_a_bill_cannot_contain_is_refused(string kind, long fen, long vat) =>
        Bill.Record(
                P1.Ordered,
                P1.Order,
                P1.Deliveries,
                P1.BillDraft(Enum.Parse<BillKind>(kind), fen) with { VatFen = vat },
                P1.Accountant)
            .ShouldRefuse(Refusal.BillVatWrong, "vat_fen");

    /// <summary>
    /// 代购费 754.14 元含增值税 754.14÷1.01×1%＝7.47 元。按代购费分：339.02、214.48、117.62、83.02 各占 335.81、212.45、
    /// 116.51、82.23 分，取整 335＋212＋116＋82＝745，余 2 分给小数最大的第一、第三村。
    /// </summary>
    [Fact]
    public void The_vat_of_the_fee_is_shared_like_the_fee_to_the_fen()
    {
        long[] fees = [33_902, 21_448, 11_762, 8_302];
        SettlementLeg[] legs =
        [
            .. fees.Select((fee, index) => new SettlementLeg
            {
                Village = $"V010{index + 1}",
                Packs = 1,
                Goods = Money.Zero,
                Freight = Money.Zero,
                Fee = new Money(fee),
            }),
        ];
        var note = Bill.Record(
            P1.Ordered,
            P1.Order,
            P1.Deliveries,
            P1.BillDraft(BillKind.Fee, 75_414) with { VatFen = 747 },
            P1.Accountant).Value;

        Settlement.FeeVatOf(legs, [note!]).OrderBy(part => part.Key).Select(part => part.Value.Fen)
            .ShouldBe([336, 212, 117, 82]);
        Settlement.FeeVatOf(legs, []).Values.ShouldAllBe(part => part == Money.Zero);
    }

    [Fact]
    public void A_carrier_is_not_coded_like_a_village() =>
        Bill.Record(
                P1.Ordered,
                P1.Order,
                P1.Deliveries,
                P1.BillDraft(BillKind.Freight, 128_800) with { Issuer = "V0101" },
                P1.Accountant)
            .ShouldRefuse(Refusal.PartnerIsUnit, "issuer");

    [Fact]
    public void A_bill_of_no_kind_is_refused() =>
        Bill.Record(
                P1.Ordered,
                P1.Order,
                P1.Deliveries,
                P1.BillDraft(BillKind.Freight, 1) with { Kind = null },
                P1.Accountant)
            .ShouldRefuse(Refusal.BillKindUnknown, "kind");

    private static Decision<Settlement, Refusal> Settle(
        Round round,
        IReadOnlyList<Delivery> deliveries,
        IReadOnlyList<Bill> bills) =>
        Settlement.Settle(round, P1.Order, deliveries, bills, new SettlementDraft("2026-03-26", P1.Accountant));

    private static Money Sum(Func<SettlementLeg, Money> column) => Money.Sum(P1.Settlement.Legs.Select(column));

    private static (string, long, long, long, long, long) Figures(SettlementLeg leg) =>
        (leg.Village, leg.Packs, leg.Goods.Fen, leg.Freight.Fen, leg.Fee.Fen, leg.Total.Fen);
}

using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>结算: the one allocation of a round, over the cumulative accepted quantity.</summary>
internal sealed record Settlement
{
    public required DateOnly SettledOn { get; init; }
    public required Person SettledBy { get; init; }
    public required IReadOnlyList<SettlementLeg> Legs { get; init; }

    /// <summary>
    /// Settles once. The goods bill and the fee note must be in, where they are not zero, and still be right; a missing
    /// freight bill means that the supplier delivered free.
    /// </summary>
    public static Decision<Settlement, Refusal> Settle(
        Round round,
        Order? order,
        IReadOnlyList<Delivery> deliveries,
        IReadOnlyList<Bill> bills,
        SettlementDraft draft)
    {
        var form = new Form();
        form.State(round, RoundState.Ordered);
        if (!form.Clean || order is null)
            return form.Refused;

        form.Demand(deliveries.All(delivery => delivery.Signed), Refusal.UnsignedDelivery, "round_id");
        var goods = Bill.GoodsDue(order, deliveries);
        var fee = round.Fee.Of(goods);
        DemandBill(bills, BillKind.Goods, goods, form);
        DemandBill(bills, BillKind.Fee, fee, form);
        var freight = AmountOf(bills, BillKind.Freight);
        var accepted = Receipt.OfSigned(deliveries).Accepted;
        form.Demand(accepted > 0 || freight == Money.Zero, Refusal.FreightWithoutGoods, "round_id", freight);
        var earliest = deliveries.Select(delivery => delivery.SignedOn ?? delivery.DeliveredOn)
            .Concat(bills.Select(bill => bill.BilledOn))
            .Append(order.OrderedOn)
            .Max();
        var date = form.Date("settled_on", draft.SettledOn, earliest);
        if (!form.Clean)
            return form.Refused;

        var costs = new Costs(accepted, goods, freight, fee);
        return new Settlement
        {
            SettledOn = date,
            SettledBy = draft.SettledBy,
            Legs = Allocate(order.Lines, costs),
        };
    }

    /// <summary>
    /// Packs by what was asked for, goods and freight by packs, the fee by goods value: each total is split once by
    /// largest remainder, so that the villages' parts sum to the bill to the fen.
    /// </summary>
    public static IReadOnlyList<SettlementLeg> Allocate(IReadOnlyCollection<OrderLine> lines, Costs costs)
    {
        var packs = Allocation.Split(
            costs.AcceptedPacks,
            [.. lines.Select(line => new Weight(line.Village, line.Packs))]);
        Weight[] byPacks = [.. packs.Select(share => new Weight(share.Code, share.Units))];
        var goods = Allocation.Split(costs.Goods.Fen, byPacks);
        var freight = Allocation.Split(costs.Freight.Fen, byPacks);
        var fee = Allocation.Split(costs.Fee.Fen, [.. goods.Select(share => new Weight(share.Code, share.Units))]);
        return
        [
            .. Enumerable.Range(0, packs.Count).Select(index => new SettlementLeg
            {
                Village = packs[index].Code,
                Packs = packs[index].Units,
                Goods = new Money(goods[index].Units),
                Freight = new Money(freight[index].Units),
                Fee = new Money(fee[index].Units),
            }),
        ];
    }

    /// <summary>
    /// The VAT that each village's part of the fee contains: the fee note's VAT, shared like the fee, so that the parts
    /// sum to it to the fen and none exceeds the part of the fee that it stands in.
    /// </summary>
    public static IReadOnlyDictionary<string, Money> FeeVatOf(
        IReadOnlyList<SettlementLeg> legs,
        IReadOnlyList<Bill> bills)
    {
        var vat = Money.Sum(bills.Where(bill => bill.Kind is BillKind.Fee).Select(bill => bill.Vat));
        return Allocation.Split(vat.Fen, [.. legs.Select(leg => new Weight(leg.Village, leg.Fee.Fen))])
            .ToDictionary(share => share.Code, share => new Money(share.Units), StringComparer.Ordinal);
    }

    public static Money AmountOf(IReadOnlyList<Bill> bills, BillKind kind) =>
        Money.Sum(bills.Where(bill => bill.Kind == kind).Select(bill => bill.Amount));

    private static void DemandBill(IReadOnlyList<Bill> bills, BillKind kind, Money due, Form form)
    {
        var bill = bills.FirstOrDefault(other => other.Kind == kind);
        if (bill is null)
        {
            form.Demand(due == Money.Zero, Refusal.BillMissing, "round_id", kind is BillKind.Goods ? "供应商发票" : "代购费单");
            return;
        }

        var rule = kind is BillKind.Goods ? Refusal.GoodsBillDiffers : Refusal.FeeBillDiffers;
        form.Demand(bill.Amount == due, rule, "round_id", $"{bill.Amount}≠{due}");
    }
}

/// <summary>What is allocated: the accepted packs and the three bills.</summary>
internal sealed record Costs(long AcceptedPacks, Money Goods, Money Freight, Money Fee);

/// <summary>One village's part of the settlement.</summary>
internal sealed record SettlementLeg
{
    public required string Village { get; init; }
    public required long Packs { get; init; }
    public required Money Goods { get; init; }
    public required Money Freight { get; init; }
    public required Money Fee { get; init; }

    public Money Total => Goods + Freight + Fee;

    /// <summary>What the company pays out for the village to supplier and carrier.</summary>
    public Money PaidOut => Goods + Freight;

    /// <summary>A village that got nothing and bears nothing gets no voucher.</summary>
    public bool HasShare => Packs != 0 || Total != Money.Zero;
}

internal sealed record SettlementDraft(string SettledOn, Person SettledBy);

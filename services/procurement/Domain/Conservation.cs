using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>What must hold for every round at every moment; each answers what is broken, in Chinese.</summary>
internal static class Conservation
{
    /// <summary>Ordered = received + short + open, and, once settled, received = allocated + rejected.</summary>
    public static IEnumerable<string> OfPacks(RoundFile file)
    {
        if (file.Purchase.Order is not { } order)
            yield break;

        var receipt = Receipt.OfSigned(file.Purchase.Deliveries);
        if (receipt.Delivered < 0 || receipt.Delivered > order.Packs || receipt.Rejected < 0 || receipt.Accepted < 0)
        {
            yield return $"批次{file.Round.Id}：订购{order.Packs}，签收{receipt.Delivered}，拒收{receipt.Rejected}";
        }

        if (file.Funds.Settlement is not { } settlement)
            yield break;

        var allocated = settlement.Legs.Sum(leg => leg.Packs);
        if (allocated != receipt.Accepted)
            yield return $"批次{file.Round.Id}：验收{receipt.Accepted}，分到各村{allocated}";
    }

    /// <summary>Goods, freight and fee of the villages sum to the bills, each to the fen.</summary>
    public static IEnumerable<string> OfBills(RoundFile file)
    {
        if (file.Funds.Settlement is not { } settlement)
            yield break;

        (BillKind Kind, string Name, Func<SettlementLeg, Money> Part)[] columns =
        [
            (BillKind.Goods, "货款", leg => leg.Goods),
            (BillKind.Freight, "运费", leg => leg.Freight),
            (BillKind.Fee, "代购费", leg => leg.Fee),
        ];
        foreach (var (kind, name, part) in columns)
        {
            var billed = Settlement.AmountOf(file.Funds.Bills, kind);
            var allocated = Money.Sum(settlement.Legs.Select(part));
            if (billed != allocated)
                yield return $"批次{file.Round.Id}：{name}单{billed}元，各村合计{allocated}元";
        }
    }

    /// <summary>Nothing was paid above the funds, above a bill, or back to a village above its balance.</summary>
    public static IEnumerable<string> OfFunds(RoundFile file)
    {
        var funds = file.Funds;
        if (funds.Available(DateOnly.MaxValue) < Money.Zero)
            yield return $"批次{file.Round.Id}：已付款超出各村可用资金{-funds.Available(DateOnly.MaxValue)}元";

        if (funds.Paid(PaymentKind.Supplier) > Settlement.AmountOf(funds.Bills, BillKind.Goods)
            || funds.Paid(PaymentKind.Carrier) > Settlement.AmountOf(funds.Bills, BillKind.Freight))
        {
            yield return $"批次{file.Round.Id}：付款超出票据金额";
        }

        foreach (var village in file.Round.Members.Select(member => member.Village))
        {
            if (funds.RefundedTo(village).IsPositive && funds.BalanceOf(village, DateOnly.MaxValue) < Money.Zero)
                yield return $"批次{file.Round.Id}：{village}退款超出其余额";
        }
    }
}

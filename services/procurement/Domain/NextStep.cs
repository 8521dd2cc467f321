using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>The posts that a round may be waiting for.</summary>
internal enum Duty
{
    Secretary = 1,
    Manager,
    Buyer,
    Receiver,
    CompanyAccountant,
    Cashier,
    VillageAccountant,
    Supervisor,
}

/// <summary>Something that somebody has to do before the round goes on.</summary>
internal sealed record NextStep(Duty Duty, string Unit, string Action);

/// <summary>Everything that is on record about one round.</summary>
internal sealed record RoundFile
{
    public required Round Round { get; init; }
    public required IReadOnlyList<Requisition> Requisitions { get; init; }
    public required Purchase Purchase { get; init; }
    public required Funds Funds { get; init; }
}

/// <summary>Who is waiting for whom. It knows no clock: it says what is open, not what is late.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<NextStep> Of(RoundFile file)
    {
        var own = file.Round.State switch
        {
            RoundState.Draft => [new NextStep(Duty.Secretary, file.Round.Region, "批准采购批次")],
            RoundState.Collecting => Collecting(file),
            RoundState.AwardProposed => [new NextStep(Duty.Secretary, file.Round.Region, "批准定标")],
            RoundState.Awarded => [new NextStep(Duty.Manager, file.Round.Region, "下达采购订单")],
            RoundState.Ordered => Ordered(file),
            RoundState.Settled => Settled(file),
        };
        return [.. own, .. Unconfirmed(file)];
    }

    private static IEnumerable<NextStep> Unconfirmed(RoundFile file) => file.Funds.Prepayments
        .Where(prepayment => prepayment.ReceivedOn is null)
        .Select(prepayment => new NextStep(
            Duty.CompanyAccountant,
            file.Round.Region,
            $"确认{file.Round.NameOf(prepayment.Village)}预付款{prepayment.Amount}元到账"));

    private static IEnumerable<NextStep> Collecting(RoundFile file)
    {
        var asked = file.Requisitions.Select(requisition => requisition.Village).ToHashSet(StringComparer.Ordinal);
        foreach (var member in file.Round.Members.Where(member => !asked.Contains(member.Village)))
        {
            yield return new NextStep(
                Duty.VillageAccountant,
                member.Village,
                $"在{BusinessDate.Write(file.Round.CutOff)}前填报需求");
        }

        foreach (var village in Unpaid(file))
            yield return new NextStep(Duty.VillageAccountant, village, "交纳预付款");

        yield return new NextStep(
            Duty.Buyer,
            file.Round.Region,
            $"询价并在申报截止后提出定标（已有{file.Purchase.Quotes.Count}份报价）");
    }

    private static IEnumerable<string> Unpaid(RoundFile file) => file.Requisitions
        .Where(requisition => requisition.Packs > 0 && !file.Funds.Prepayments.Any(prepayment =>
            string.Equals(prepayment.Village, requisition.Village, StringComparison.Ordinal)))
        .Select(requisition => requisition.Village);

    private static IEnumerable<NextStep> Ordered(RoundFile file)
    {
        var region = file.Round.Region;
        var purchase = file.Purchase;
        foreach (var village in Unpaid(file))
            yield return new NextStep(Duty.VillageAccountant, village, "交纳预付款");

        var unsigned = purchase.Deliveries.Count(delivery => !delivery.Signed);
        if (unsigned > 0)
            yield return new NextStep(Duty.Supervisor, region, $"签认{unsigned}张验收单");

        var open = (purchase.Order?.Packs ?? 0) - Receipt.Of(purchase.Deliveries).Delivered;
        if (open > 0)
            yield return new NextStep(Duty.Receiver, region, $"验收到货（还有{open}{file.Round.Item.PackUnit}未到）");

        if (unsigned > 0 || purchase.Order is not { } order || purchase.Deliveries.Count == 0)
            yield break;

        var goods = Bill.GoodsDue(order, purchase.Deliveries);
        foreach (var missing in MissingBills(file, goods))
            yield return new NextStep(Duty.CompanyAccountant, region, missing);

        if (!MissingBills(file, goods).Any())
            yield return new NextStep(Duty.CompanyAccountant, region, "结算本批次");
    }

    private static IEnumerable<string> MissingBills(RoundFile file, Money goods)
    {
        var fee = file.Round.Fee.Of(goods);
        if (Settlement.AmountOf(file.Funds.Bills, BillKind.Goods) != goods)
            yield return $"登记供应商发票（应为{goods}元）";

        if (Settlement.AmountOf(file.Funds.Bills, BillKind.Fee) != fee)
            yield return $"登记代购费单（应为{fee}元）";
    }

    private static IEnumerable<NextStep> Settled(RoundFile file)
    {
        var region = file.Round.Region;
        var funds = file.Funds;
        var supplier = Settlement.AmountOf(funds.Bills, BillKind.Goods) - funds.Paid(PaymentKind.Supplier);
        if (supplier.IsPositive)
            yield return new NextStep(Duty.Cashier, region, $"向供应商付款{supplier}元");

        var carrier = Settlement.AmountOf(funds.Bills, BillKind.Freight) - funds.Paid(PaymentKind.Carrier);
        if (carrier.IsPositive)
            yield return new NextStep(Duty.Cashier, region, $"向承运方付款{carrier}元");

        foreach (var member in file.Round.Members)
        {
            var balance = funds.BalanceOf(member.Village, DateOnly.MaxValue);
            if (balance.IsPositive)
                yield return new NextStep(Duty.Cashier, region, $"退还{member.Name}{balance}元");
            else if (balance < Money.Zero)
                yield return new NextStep(Duty.VillageAccountant, member.Village, $"补交货款{-balance}元");
        }
    }
}

using Region.Kernel;
using Region.Procurement.Domain;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Settlements;

/// <summary>
/// Writes 原始凭证分割单, which art. 51(四) of 会计基础工作规范 asks for where several units bear one original voucher:
/// content, quantity, unit price, amount and how the cost was shared.
/// </summary>
internal static class SplitSlips
{
    /// <summary>The number by which the village's voucher names the slip: one for each round and village.</summary>
    internal static string NumberOf(string roundId, string village) => $"FG-{village}-{roundId}";

    internal static Wire.GetSplitSlipResponse Write(
        Round round,
        Order order,
        IReadOnlyList<Bill> bills,
        Settlement settlement,
        string village)
    {
        var leg = settlement.Legs.FirstOrDefault(
            other => string.Equals(other.Village, village, StringComparison.Ordinal));
        return new Wire.GetSplitSlipResponse
        {
            IssuingUnit = round.CompanyName,
            ReceivingUnit = round.NameOf(village),
            IssuedOn = BusinessDate.Write(settlement.SettledOn),
            Handler = settlement.SettledBy.Name,
            Number = leg is null ? "" : NumberOf(round.Id, village),
            Lines = { leg is null ? [] : bills.Select(bill => ToLine(round, order, bill, leg)) },
            TotalFen = leg?.Total.Fen ?? 0,
        };
    }

    private static Wire.SplitSlipLine ToLine(Round round, Order order, Bill bill, SettlementLeg leg)
    {
        var line = new Wire.SplitSlipLine { OriginalNumber = bill.Number, OriginalFen = bill.Amount.Fen };
        switch (bill.Kind)
        {
            case BillKind.Goods:
                line.Content = $"{round.Item.Name}货款";
                line.Quantity = (leg.Packs * round.Item.PackSize).ToString();
                line.Unit = round.Item.BaseUnit;
                line.UnitPrice = order.UnitPrice.ToString();
                line.AmountFen = leg.Goods.Fen;
                line.Method = $"验收总{round.Item.PackUnit}数按各村申报数以最大余数法分到整{round.Item.PackUnit}，货款按分得数分摊";
                break;
            case BillKind.Freight:
                line.Content = $"{round.Item.Name}运费";
                line.AmountFen = leg.Freight.Fen;
                line.Method = $"按分得{round.Item.PackUnit}数以最大余数法分摊到分";
                break;
            case BillKind.Fee:
                line.Content = $"{round.Item.Name}代购服务费";
                line.AmountFen = leg.Fee.Fen;
                line.Method = "按货款金额以最大余数法分摊到分";
                break;
        }

        return line;
    }
}

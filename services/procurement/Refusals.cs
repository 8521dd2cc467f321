using Grpc.Core;
using Region.Kernel;
using Region.Procurement.Domain;

namespace Region.Procurement;

/// <summary>What callers are told when a rule of procurement refuses: the one map to statuses and sentences.</summary>
internal static class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.PrepaymentUnknown or Refusal.QuoteUnknown or Refusal.DeliveryUnknown => StatusCode.NotFound,
        Refusal.MakerIsChecker or Refusal.BuyerMayNotAccept or Refusal.PayerIsSettler => StatusCode.PermissionDenied,
        Refusal.SupplierQuotedAlready or Refusal.BillNumberTaken => StatusCode.AlreadyExists,
        Refusal.TextMissing or Refusal.TextTooLong or Refusal.TextUnprintable or Refusal.DateUnreadable
            or Refusal.DateTooEarly or Refusal.NumberUnreadable or Refusal.NumberOutOfRange
            or Refusal.AmountNotPositive or Refusal.AmountTooLarge or Refusal.PageUnreadable
            or Refusal.TableUnreadable or Refusal.ModeUnknown or Refusal.CutOffBeforeOpening
            or Refusal.ApprovedAfterCutOff or Refusal.PackFraction or Refusal.PacksNegative or Refusal.PacksZero
            or Refusal.PacksTooMany or Refusal.NotAMember or Refusal.DuplicateVillage or Refusal.PrepaymentDiffers
            or Refusal.ReasonMissing or Refusal.DeliveredNothing or Refusal.RejectedAboveDelivered
            or Refusal.CounterDocumentOfCounterDocument or Refusal.CounterDocumentChangesNothing
            or Refusal.BillKindUnknown or Refusal.PartnerIsUnit or Refusal.BillIssuerWrong or Refusal.BillVatWrong
            or Refusal.GoodsBillDiffers or Refusal.FeeBillDiffers => StatusCode.InvalidArgument,
        Refusal.RegionIncomplete or Refusal.RoundStateForbids or Refusal.AfterCutOff or Refusal.PrepaymentConfirmed
            or Refusal.PrepaidTooMuch or Refusal.TooManyQuotes or Refusal.CutOffNotPassed or Refusal.NothingRequested
            or Refusal.MinimumNotMet or Refusal.OrderMissing or Refusal.AcceptanceAboveOrder
            or Refusal.DeliverySigned or Refusal.AcceptanceBelowZero or Refusal.CorrectedDeliveryUnsigned
            or Refusal.UnsignedDelivery or Refusal.FreightWithoutGoods or Refusal.AlreadySettled
            or Refusal.BillMissing or Refusal.NotSettled or Refusal.PaymentAboveBill or Refusal.PaymentAboveFunds
            or Refusal.RefundAboveBalance => StatusCode.FailedPrecondition,
    };

    internal static string ToSentence(this Refused<Refusal> refused) =>
        $"{RefusedFields.InChinese(refused.Field)}：{Sentence(refused.Rule, refused.Offending)}";

    /// <summary>Split in three for length; a test asks for the sentence of every refusal.</summary>
    private static string Sentence(Refusal rule, string value) => rule switch
    {
        Refusal.TextMissing => "不能为空。",
        Refusal.TextTooLong => $"文字太长（{value} 个字）。",
        Refusal.TextUnprintable => "含有不能显示的字符。",
        Refusal.DateUnreadable => $"“{value}”不是日期，应写作 2026-03-01。",
        Refusal.DateTooEarly => $"日期不能早于上一步骤（{value}）。",
        Refusal.NumberUnreadable => $"“{value}”不是数字，或小数位数过多。",
        Refusal.NumberOutOfRange => $"“{value}”超出允许范围。",
        Refusal.AmountNotPositive => $"金额 {value} 元应大于零。",
        Refusal.AmountTooLarge => $"金额 {value} 元超过上限。",
        Refusal.PageUnreadable => "翻页标记无法识别。",
        Refusal.TableUnreadable => value,
        Refusal.ModeUnknown => "只支持代购方式。",
        Refusal.RegionIncomplete => $"本区域有 {value} 个成员村，不能开展批次。",
        Refusal.CutOffBeforeOpening => $"申报截止日 {value} 早于开展日。",
        Refusal.MakerIsChecker => $"经办人与审批人不能是同一人（{value}）。",
        Refusal.RoundStateForbids => $"批次目前“{value}”，不能办理这一步。",
        Refusal.ApprovedAfterCutOff => $"批准日 {value} 晚于申报截止日。",
        Refusal.PackFraction => $"“{value}”不是整件数，不能申报零散件。",
        Refusal.PacksNegative => $"数量 {value} 不能为负。",
        Refusal.PacksZero => "件数不能为零。",
        Refusal.PacksTooMany => $"件数 {value} 超过上限 {Limits.Packs}。",
        Refusal.AfterCutOff => $"申报已截止（{value}），请参加下一批次。",
        Refusal.NotAMember => $"“{value}”不是本批次成员村。",
        Refusal.DuplicateVillage => $"村“{value}”在表中重复。",
        _ => MoneySentence(rule, value),
    };

    private static string MoneySentence(Refusal rule, string value) => rule switch
    {
        Refusal.PrepaymentUnknown or Refusal.QuoteUnknown or Refusal.DeliveryUnknown => "没有找到，或无权查看。",
        Refusal.PrepaymentConfirmed => "这笔预付款已经确认到账。",
        Refusal.PrepaymentDiffers => $"到账金额与申报金额不符（{value}）。",
        Refusal.PrepaidTooMuch => $"该村预付款累计 {value} 元，超过上限。",
        Refusal.PartnerIsUnit => $"“{value}”是村、公司或区域的编码，不能用作供应商或承运方的编码。",
        Refusal.SupplierQuotedAlready => $"供应商“{value}”已经报过价。",
        Refusal.TooManyQuotes => $"报价已达上限 {value} 份。",
        Refusal.CutOffNotPassed => $"申报尚未截止，{value} 不能定标。",
        Refusal.NothingRequested => "没有任何村申报。",
        Refusal.MinimumNotMet => $"申报总量没有达到供应商的起订量（{value}）。",
        Refusal.ReasonMissing => $"报价不足三家，或“{value}”不是可选报价中最低的，须说明理由。",
        Refusal.OrderMissing => $"批次目前“{value}”，还没有订单。",
        Refusal.BillKindUnknown => "票据种类应为发票、运费单或代购费单。",
        Refusal.BillVatWrong => $"税额不对：只有代购费单填所含增值税，不能为负，也不能超过金额（{value}）。",
        Refusal.BillIssuerWrong => $"开票单位不符（{value}）。",
        Refusal.BillNumberTaken => $"这家单位的票号“{value}”已经登记过。",
        Refusal.GoodsBillDiffers => $"发票金额应等于验收数量乘单价（{value}）。",
        Refusal.FeeBillDiffers => $"代购费应等于货款乘费率、四舍五入到分（{value}）。",
        Refusal.FreightWithoutGoods => $"没有验收合格的货物，运费 {value} 元无法分摊。",
        Refusal.AlreadySettled => "批次已经结算，不能再办理这一步。",
        Refusal.BillMissing => $"还没有登记{value}。",
        Refusal.NotSettled => $"批次目前“{value}”，还没有结算。",
        Refusal.PayerIsSettler => $"付款人不能是结算或登记票据的人（{value}）。",
        Refusal.PaymentAboveBill => $"付款超过票据未付金额（{value}）。",
        Refusal.PaymentAboveFunds => $"付款超过各村到账的可用资金（{value}）。",
        Refusal.RefundAboveBalance => $"退款超过该村的结余（{value}）。",
        _ => DeliverySentence(rule, value),
    };

    private static string DeliverySentence(Refusal rule, string value) => rule switch
    {
        Refusal.DeliveredNothing => "到货件数不能为零。",
        Refusal.RejectedAboveDelivered => $"拒收件数 {value} 超过到货件数。",
        Refusal.AcceptanceAboveOrder => $"累计到货验收不能超过订购数（{value}）。",
        Refusal.BuyerMayNotAccept => $"参与本批次采购的人不能验收（{value}）。",
        Refusal.DeliverySigned => "这张验收单已经签认。",
        Refusal.CounterDocumentOfCounterDocument => "更正单不能再被更正，请更正原验收单。",
        Refusal.CounterDocumentChangesNothing => "更正单没有改变任何数量。",
        Refusal.AcceptanceBelowZero => $"更正后的数量不能为负（{value}）。",
        Refusal.CorrectedDeliveryUnsigned => "被更正的验收单还没有签认。",
        Refusal.UnsignedDelivery => "还有验收单没有签认。",
        _ => throw new InvalidOperationException($"{rule} has no sentence."),
    };
}

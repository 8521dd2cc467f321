using Grpc.Core;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>The one place where accounting's refusals become a gRPC status and a sentence.</summary>
internal static class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.EmptyVoucher or Refusal.TooManyPostings or Refusal.Unbalanced or Refusal.AmountInvalid
            or Refusal.AccountUnknown or Refusal.AccountNotLeaf or Refusal.CounterpartyMissing
            or Refusal.CounterpartyNotKept or Refusal.TextTooLong => StatusCode.InvalidArgument,
        Refusal.OpeningTableInvalid or Refusal.OpeningOtherBook or Refusal.OpeningAmountInvalid
            or Refusal.OpeningAmountNegative or Refusal.OpeningBothSides or Refusal.OpeningLineTwice
            or Refusal.OpeningUnbalanced => StatusCode.InvalidArgument,
        Refusal.ReasonInvalid or Refusal.DateInvalid or Refusal.MonthInvalid or Refusal.PageInvalid =>
            StatusCode.InvalidArgument,
        Refusal.EventFieldMissing or Refusal.EventAmountNegative or Refusal.EventDateInvalid
            or Refusal.EventUnitInvalid or Refusal.EventRegionDiffers or Refusal.RuleMissing
            or Refusal.BookDiffers => StatusCode.InvalidArgument,
        Refusal.BeforeOpening or Refusal.OpeningAfterVouchers or Refusal.OpeningBookUnknown =>
            StatusCode.FailedPrecondition,
        Refusal.OpeningAlreadyImported or Refusal.AlreadyReviewed or Refusal.AlreadyReversed =>
            StatusCode.FailedPrecondition,
        Refusal.RedNotReversible or Refusal.OpeningNotReversible or Refusal.ReversalOtherYear
            or Refusal.ReversalTooEarly => StatusCode.FailedPrecondition,
        Refusal.ReviewerIsPreparer => StatusCode.PermissionDenied,
    };

    internal static string ToSentence(this Refused<Refusal> refused) => refused.Rule switch
    {
        <= Refusal.BeforeOpening => OfVoucher(refused),
        <= Refusal.OpeningUnbalanced => OfOpening(refused),
        <= Refusal.ReasonInvalid => OfReversal(refused),
        <= Refusal.BookDiffers => OfEvent(refused),
        _ => OfRequest(refused),
    };

    private static string OfVoucher(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.EmptyVoucher => "凭证没有分录，不能入账。",
        Refusal.TooManyPostings => $"分录共 {refused.Offending} 条，超过 {Bookkeeping.MaximumPostings} 条。",
        Refusal.Unbalanced => $"有借必有贷，借贷必相等：{refused.Offending}。",
        Refusal.AmountInvalid => $"每条分录只在借方或贷方之一有金额，且不为零：{refused.Field}，{refused.Offending}。",
        Refusal.AccountUnknown => $"账套里没有科目「{refused.Offending}」：{refused.Field}。",
        Refusal.AccountNotLeaf => $"科目「{refused.Offending}」有下级科目，只能记到末级：{refused.Field}。",
        Refusal.CounterpartyMissing => $"科目「{refused.Offending}」按往来单位核算，须填往来单位：{refused.Field}。",
        Refusal.CounterpartyNotKept => $"科目「{refused.Offending}」：该科目不按往来单位核算，请去掉往来单位：{refused.Field}。",
        Refusal.TextTooLong => $"{refused.Field} 为空或超过 {Bookkeeping.MaximumText} 字：{refused.Offending}。",
        Refusal.BeforeOpening => $"日期 {refused.Offending} 早于期初日期，期初以前的账不再变动。",
        _ => Unforeseen(refused),
    };

    private static string OfOpening(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.OpeningTableInvalid => $"期初余额表有误：{refused.Field} {refused.Offending}",
        Refusal.OpeningAlreadyImported => $"账套 {refused.Offending} 的期初余额已经导入，期初只导入一次。",
        Refusal.OpeningAfterVouchers => $"账套已有早于 {refused.Offending} 的凭证，期初日期不能晚于第一张凭证。",
        Refusal.OpeningOtherBook => $"{refused.Field} 是别的账套「{refused.Offending}」，只能导入本账套的期初余额。",
        Refusal.OpeningBookUnknown => $"{refused.Field}：账套「{refused.Offending}」还没有建立。",
        Refusal.OpeningAmountInvalid => $"{refused.Field}「{refused.Offending}」不是元为单位、至多两位小数的金额。",
        Refusal.OpeningAmountNegative => $"{refused.Field}「{refused.Offending}」是负数，期初余额请记到另一方向。",
        Refusal.OpeningBothSides => $"{refused.Field}：一行只能在借方或贷方之一有金额（{refused.Offending}）。",
        Refusal.OpeningLineTwice => $"{refused.Field}：科目和往来单位「{refused.Offending}」重复。",
        Refusal.OpeningUnbalanced => $"期初余额借贷不平：{refused.Offending}。",
        _ => Unforeseen(refused),
    };

    private static string OfReversal(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.AlreadyReviewed => $"{refused.Offending}凭证已经审核过，审核只有一次。",
        Refusal.ReviewerIsPreparer => $"{refused.Offending}凭证是您制的单，制单人不能审核自己的凭证。",
        Refusal.AlreadyReversed => $"{refused.Offending}凭证已经用红字注销，不能再次注销。",
        Refusal.RedNotReversible => $"{refused.Offending}本身是红字凭证，不能注销；请另填正确的凭证。",
        Refusal.OpeningNotReversible => $"{refused.Offending}是期初余额，不能注销；差错请另填凭证更正。",
        Refusal.ReversalOtherYear =>
            $"红字只能注销当年的凭证（会计基础工作规范：以前年度的差错用蓝字更正），{refused.Offending} 不在同一年。",
        Refusal.ReversalTooEarly => $"红字凭证的日期 {refused.Offending} 早于被注销的凭证。",
        Refusal.ReasonInvalid => $"须写明理由（至多 {Reversal.MaximumReason} 字，不含控制字符）：「{refused.Offending}」。",
        _ => Unforeseen(refused),
    };

    private static string OfEvent(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.EventFieldMissing => $"事件缺少 {refused.Field}。",
        Refusal.EventAmountNegative => $"事件的 {refused.Field} 为负数或过大。",
        Refusal.EventDateInvalid => $"事件的会计日期「{refused.Offending}」不是有效日期。",
        Refusal.EventUnitInvalid => $"事件的 {refused.Field}「{refused.Offending}」不是有效的单位代码。",
        Refusal.EventRegionDiffers => $"事件的 {refused.Field}「{refused.Offending}」不属于事件所说的区域。",
        Refusal.RuleMissing => $"没有适用的记账规则：{refused.Offending}。",
        Refusal.BookDiffers => $"账套 {refused.Offending} 已经以其他资料建立。",
        _ => Unforeseen(refused),
    };

    private static string OfRequest(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.DateInvalid => $"{refused.Field}「{refused.Offending}」不是有效日期，格式为 YYYY-MM-DD。",
        Refusal.MonthInvalid => $"{refused.Field}「{refused.Offending}」不是有效月份，格式为 YYYY-MM，起月不晚于止月。",
        Refusal.PageInvalid => $"{refused.Field}「{refused.Offending}」无效：每页 1 至 200 条，翻页标记须来自上一页。",
        _ => Unforeseen(refused),
    };

    private static string Unforeseen(Refused<Refusal> refused) =>
        throw new InvalidOperationException($"The refusal {refused.Rule} has no sentence.");
}

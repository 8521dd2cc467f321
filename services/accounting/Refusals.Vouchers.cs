using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about vouchers, their review and their reversal.</summary>
internal static partial class Refusals
{
    private static string OfVoucher(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.EmptyVoucher => "凭证没有分录，不能入账。",
        Refusal.TooManyPostings => $"分录共 {refused.Offending} 条，超过 {Bookkeeping.MaximumPostings} 条。",
        Refusal.Unbalanced => $"有借必有贷，借贷必相等：{refused.Offending}。",
        Refusal.DateTooFar => $"日期「{refused.Offending}」太远：最晚到明年年底，请检查年份。",
        Refusal.AmountInvalid => $"每条分录只在借方或贷方之一有金额，且不为零：{refused.Field}，{refused.Offending}。",
        Refusal.AccountUnknown => $"账套里没有科目「{refused.Offending}」：{refused.Field}。",
        Refusal.AccountNotLeaf => $"科目「{refused.Offending}」有下级科目，只能记到末级：{refused.Field}。",
        Refusal.CounterpartyMissing => $"科目「{refused.Offending}」按往来单位核算，须填往来单位：{refused.Field}。",
        Refusal.CounterpartyNotKept => $"科目「{refused.Offending}」：该科目不按往来单位核算，请去掉往来单位：{refused.Field}。",
        Refusal.TextTooLong => $"{refused.Field} 为空或超过 {Bookkeeping.MaximumText} 字：{refused.Offending}。",
        Refusal.BeforeOpening => $"日期 {refused.Offending} 早于期初日期，期初以前的账不再变动。",
        Refusal.PeriodClosed => $"{refused.Offending} 所在月份已经结账，不能再记账；请记入未结账的月份，或先反结账。",
        Refusal.AccountClosed => $"科目「{refused.Offending}」已经停用，不能再记账：{refused.Field}。",
        Refusal.ProjectMissing => $"科目「{refused.Offending}」按项目核算，须填项目：{refused.Field}。",
        Refusal.ProjectNotKept => $"科目「{refused.Offending}」：该科目不按项目核算，请去掉项目：{refused.Field}。",
        Refusal.StockMissing => $"科目「{refused.Offending}」按存货核算，须填存货和数量：{refused.Field}。",
        Refusal.StockNotKept => $"科目「{refused.Offending}」：该科目不按存货核算，请去掉存货：{refused.Field}。",
        Refusal.QuantityInvalid =>
            $"数量「{refused.Offending}」不对：只有填了存货才有数量，数量与金额同号，至多三位小数：{refused.Field}。",
        _ => Unforeseen(refused),
    };

    private static string OfReversal(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.AlreadyReviewed => $"{refused.Offending}凭证已经审核过，审核只有一次。",
        Refusal.ReviewerIsPreparer => $"{refused.Offending}凭证是您制的单，制单人不能审核自己的凭证。",
        Refusal.AlreadyReversed => $"{refused.Offending}凭证已经用红字注销，不能再次注销。",
        Refusal.RedNotReversible => $"{refused.Offending}本身是红字凭证，不能注销；请另填正确的凭证。",
        Refusal.OpeningNotReversible => $"{refused.Offending}是期初余额，不能注销；差错请另填凭证更正。",
        Refusal.YearEndReversedAlone =>
            $"{refused.Offending}是年终结转凭证，各步相连，不能单张注销；要重做请撤回整个年终结转。",
        Refusal.ReversalOtherYear =>
            $"红字只能注销当年的凭证，以前年度的差错用蓝字更正（会计基础工作规范第五十一条（五））；{refused.Offending} 不在同一年。",
        Refusal.ReversalTooEarly => $"红字凭证的日期 {refused.Offending} 早于被注销的凭证。",
        Refusal.MirrorYearClosed =>
            $"同一业务的对应凭证在账套 {refused.Offending}，那里当年已经结账，红字不能跨年（会计基础工作规范第五十一条（五））；"
                + "请对方先反结账，或到下一年双方各用蓝字更正。",
        Refusal.ReasonInvalid => $"须写明理由（至多 {Reversal.MaximumReason} 字，不含控制字符）：「{refused.Offending}」。",
        _ => Unforeseen(refused),
    };
}

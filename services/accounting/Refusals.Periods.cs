using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about months and years.</summary>
internal static partial class Refusals
{
    private static string OfPeriod(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.MonthAlreadyClosed => $"{refused.Offending} 已经结账，不必再结。",
        Refusal.MonthNotNext => $"须按月份先后依次结账，括号内是现在该结的月份：{refused.Offending}。",
        Refusal.MonthBlocked => $"还不能结账：{refused.Offending}",
        Refusal.MonthNotClosed => $"{refused.Offending} 没有结账，不需要反结账。",
        Refusal.MonthNotNewest => $"只能反结账最近结账的月份，括号内是该月份：{refused.Offending}。",
        Refusal.YearEndStands =>
            $"{refused.Offending} 所在年度已做年终结转，不能反结账；请先在 12 月用红字凭证撤回年终结转。",
        Refusal.YearInvalid => $"年度「{refused.Offending}」无效，须为 2000 至 2099。",
        Refusal.YearNotReady => $"年终结转须在 1 至 11 月都已结账、12 月尚未结账时办理，括号内是现在该结的月份：{refused.Offending}。",
        Refusal.YearEndDone => $"{refused.Offending} 年终结转已经办理，不再重复；如要重做，请先撤回。",
        Refusal.YearEndNotDone => $"{refused.Offending} 年度没有可以撤回的年终结转凭证。",
        Refusal.YearEndEmpty => $"{refused.Offending} 年度损益类科目和各项分配都没有余额，没有可以结转的内容。",
        Refusal.YearEndAccountMissing =>
            $"年终结转「{refused.Field}」需要末级科目 {refused.Offending}，账套里没有，请先设置该科目。",
        Refusal.MeetingMissing =>
            $"弥补亏损、提取公积和分配须经成员（代表）大会决议（财农〔2021〕121号），请填写决议名称或文号：「{refused.Offending}」。",
        Refusal.LossCoverInvalid => $"弥补亏损的金额不能为负，也不能超过待弥补的亏损和公积的余额：{refused.Offending}。",
        Refusal.AppropriationInvalid =>
            $"提取公积只填比例或金额之一，比例为 0 至 1000000（百万分之几），金额不能为负：{refused.Offending}。",
        Refusal.DistributionInvalid =>
            $"分配明细每人（每种用途）一行，金额大于零，用途须是本制度有的，至多 5000 行：{refused.Field}，{refused.Offending}。",
        Refusal.FloorNotReached =>
            $"按交易量（额）返还的盈余不够法定的最低比例，够了才能分配剩余盈余：返还 {refused.Offending}。",
        Refusal.DistributionTooLarge => $"提取和分配不能超过弥补亏损后的可分配收益：{refused.Offending}。",
        _ => Unforeseen(refused),
    };
}

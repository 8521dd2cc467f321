using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about the bank's statements.</summary>
internal static partial class Refusals
{
    private static string OfBank(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.StatementTableInvalid => $"对账单有误：{refused.Offending}",
        Refusal.StatementColumnMissing => $"对账单没有「{refused.Field}」一列，可用的列名有：{refused.Offending}。",
        Refusal.StatementDateInvalid => $"{refused.Field}「{refused.Offending}」不是有效日期。",
        Refusal.StatementAmountInvalid =>
            $"{refused.Field}「{refused.Offending}」：每行收入、支出填其一，金额以元为单位、至多两位小数，且不为零。",
        Refusal.StatementOutOfOrder => $"{refused.Field}「{refused.Offending}」：交易日期没有按先后排列。",
        Refusal.StatementDoesNotAddUp => $"{refused.Field}：上一行余额加减本行发生额与本行余额不符：{refused.Offending}。",
        Refusal.StatementGap => $"对账单与已导入的对账单不衔接，中间可能缺页：{refused.Offending}。",
        Refusal.StatementEmpty => "对账单没有数据行。",
        Refusal.BankAccountInvalid => $"科目「{refused.Offending}」不是银行存款的末级科目。",
        Refusal.OutstandingNotFirst => $"期初未达账项只在该账户第一次导入对账单时填写：{refused.Offending}。",
        Refusal.MatchEmpty => $"勾对须选对账单行和凭证分录；只选一方时两笔以上相互抵销，或写明是期初未达并填理由：{refused.Offending}。",
        Refusal.MatchTooLarge => $"一次勾对每方至多 200 笔，且至少一方只有一笔：{refused.Offending}。",
        Refusal.MatchUnequal => $"勾对双方金额必须相等：{refused.Offending}。",
        Refusal.MatchedAlready => $"{refused.Offending} 已经勾对过，请先取消原来的勾对。",
        Refusal.MatchTakenBack => $"这次勾对已经取消：{refused.Offending}。",
        _ => Unforeseen(refused),
    };
}

using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about opening balances.</summary>
internal static partial class Refusals
{
    private static string OfOpening(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.OpeningTableInvalid => $"期初余额表有误：{refused.Offending}",
        Refusal.OpeningAlreadyImported => $"账套 {refused.Offending}的期初余额已经导入，期初只导入一次。",
        Refusal.OpeningAfterVouchers => $"账套已有早于 {refused.Offending} 的凭证，期初日期不能晚于第一张凭证。",
        Refusal.OpeningOtherBook => $"{refused.Field} 是别的账套「{refused.Offending}」，只能导入本账套的期初余额。",
        Refusal.OpeningBookUnknown => $"{refused.Field}：账套「{refused.Offending}」还没有建立。",
        Refusal.OpeningAmountInvalid => $"{refused.Field}「{refused.Offending}」不是元为单位、至多两位小数的金额。",
        Refusal.OpeningAmountNegative => $"{refused.Field}「{refused.Offending}」是负数，期初余额请记到另一方向。",
        Refusal.OpeningBothSides => $"{refused.Field}：一行只能在借方或贷方之一有金额（{refused.Offending}）。",
        Refusal.OpeningLineTwice => $"{refused.Field}：科目和辅助项「{refused.Offending}」重复。",
        Refusal.OpeningUnbalanced => $"期初余额借贷不平：{refused.Offending}。",
        _ => Unforeseen(refused),
    };
}

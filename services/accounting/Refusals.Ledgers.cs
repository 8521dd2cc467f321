using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about account books, statements and disclosure.</summary>
internal static partial class Refusals
{
    private static string OfLedger(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.KnownAtInvalid =>
            $"{refused.Field}「{refused.Offending}」不是有效时刻，须带时区，如 2026-03-31T18:00:00+08:00。",
        Refusal.SpanInvalid => $"{refused.Field}：起日晚于止日（{refused.Offending}）。",
        Refusal.LevelInvalid => $"{refused.Field}「{refused.Offending}」无效：科目级次为 0 至 8，0 表示末级。",
        Refusal.NotCash => $"科目「{refused.Offending}」不是库存现金或银行存款，没有日记账；请查明细账：{refused.Field}。",
        Refusal.TableUnknown => $"{refused.Field}「{refused.Offending}」不是可以导出的账表。",
        Refusal.TableTooLarge => $"导出的账表超过 {refused.Offending} 行，请缩小日期范围或指定科目：{refused.Field}。",
        _ => Unforeseen(refused),
    };

    private static string OfStatement(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.StatementUnknown => $"{refused.Field}「{refused.Offending}」：本账套适用的会计制度没有这张报表。",
        Refusal.StatementLineUnknown => $"{refused.Field}：报表没有行次或栏目 {refused.Offending}。",
        _ => Unforeseen(refused),
    };

    private static string OfDisclosure(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.DisclosurePeriodInvalid =>
            $"{refused.Field}「{refused.Offending}」不是公开的期间：财务按月或按季公开（财农〔2021〕121号第三十六条），"
                + "格式为 YYYY-MM 或 YYYY-Q1 至 YYYY-Q4。",
        Refusal.ObjectionTextInvalid =>
            $"{refused.Field}须写明内容，至多 {Objections.MaximumText} 字，不含控制字符：「{refused.Offending}」。",
        Refusal.ObjectionNameInvalid =>
            $"{refused.Field}须写明提出异议的村民，至多 {Objections.MaximumName} 字：「{refused.Offending}」。",
        Refusal.TooManyAnswers => $"这条异议已有 {refused.Offending} 条答复，不再增加：{refused.Field}。",
        _ => Unforeseen(refused),
    };
}

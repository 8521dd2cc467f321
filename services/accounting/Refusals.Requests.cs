using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about what requests and events carry.</summary>
internal static partial class Refusals
{
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
}

using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about automatic vouchers, estimates and the asset register.</summary>
internal static partial class Refusals
{
    private static string OfAutoPosting(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.EventQuantityInvalid => $"事件的 {refused.Field}「{refused.Offending}」不是至多三位小数的数量。",
        Refusal.EventCountInvalid => $"事件的 {refused.Field}「{refused.Offending}」不是有效的单据张数。",
        _ => Unforeseen(refused),
    };
}

using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about the import of an old book.</summary>
internal static partial class Refusals
{
    private static string OfTransition(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.TransitionTableInvalid => refused.Offending,
        Refusal.TransitionRowInvalid => $"{refused.Field}「{refused.Offending}」无效：编码不能为空，金额以元为单位、至多两位小数、不为负，一行只记一方。",
        Refusal.TransitionAboveBelow => $"{refused.Field}：科目 {refused.Offending} 的下级也在表中；只列末级科目的余额，以免重复。",
        Refusal.TransitionUnbalanced => $"旧账科目余额表借贷不平：{refused.Offending}。",
        Refusal.TransitionUnmapped => $"{refused.Field}：旧科目 {refused.Offending} 没有对照，请在对照表中写明新科目。",
        Refusal.TransitionUndecided => $"{refused.Field}：旧科目 {refused.Offending}，须由会计判断后在对照表中写明新科目。",
        Refusal.TransitionAmbiguous => $"{refused.Field}：旧科目 {refused.Offending} 同时符合几条对照，请只留一条。",
        Refusal.TransitionTargetInvalid => $"{refused.Field}：{refused.Offending}",
        Refusal.TransitionRegime => $"账套 {refused.Offending} 不执行农村集体经济组织会计制度，没有旧制度（2004 年）的对照。",
        _ => Unforeseen(refused),
    };
}

using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about audit packages.</summary>
internal static partial class Refusals
{
    private static string OfArchive(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.ArchiveYearInvalid => $"年度「{refused.Offending}」不对，须在 2000 至 2099 之间。",
        Refusal.ArchiveYearEmpty => $"{refused.Offending} 年度没有凭证，没有资料可以打包。",
        _ => Unforeseen(refused),
    };
}

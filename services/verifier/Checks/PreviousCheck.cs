using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// Checks the package of an earlier year that the asked one goes on from: of the same book, right in itself, and with
/// a chain that runs through the place where the asked one begins.
/// </summary>
internal static class PreviousCheck
{
    public static void Run(AuditPackage previous, Manifest manifest, ExpectedHead? asked, Report report)
    {
        report.Add("上年资料包与本包", 1, [.. Refuse(previous.Manifest, manifest)]);
        var own = new Report("");
        var beginning = new ExpectedHead(
            $"{manifest.Year} 年度资料包的前一张凭证", manifest.FirstSequence - 1, manifest.PredecessorHash);
        PackageCheck.Run(
            previous, asked is null ? [beginning] : [beginning, asked], Beginning.Of(previous, null), own);
        report.Add("上年资料包自身", own.Checked, [.. own.Wrong]);
        if (!own.IsWhole)
            report.LeaveOpen($"上年资料包自身的期初：请用再上一年的资料包核对 {previous.Manifest.Year} 年度");
    }

    /// <summary>Where the earlier package ends; the later chain must run through it.</summary>
    public static ExpectedHead EndOf(Manifest previous) =>
        new($"{previous.Year} 年度资料包的链尾", previous.LastSequence, previous.Head);

    private static IEnumerable<string> Refuse(Manifest previous, Manifest manifest)
    {
        if (!string.Equals(previous.Book, manifest.Book, StringComparison.Ordinal))
            yield return $"上年资料包是账套 {previous.Book} 的，本包是 {manifest.Book} 的";

        if (previous.Year >= manifest.Year)
            yield return $"上年资料包是 {previous.Year} 年度的，不早于本包的 {manifest.Year} 年度";

        if (previous.LastSequence > manifest.LastSequence)
            yield return "上年资料包比本包制作得晚，含有本包没有的凭证：请重新导出本年的资料包";
    }
}

using Region.Verifier.Chain;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// All checks of one package: its files, every voucher with its place in the chain, the published heads, the balances.
/// </summary>
internal static class PackageCheck
{
    public static Report Run(AuditPackage package, PublishedHead? published)
    {
        var manifest = package.Manifest;
        var report = new Report($"{manifest.Book} {manifest.Name} {manifest.Year} 年度，制作于 {manifest.MadeAt}");
        CheckFiles(package, report);

        var balances = new BalanceCheck(manifest.Year);
        var files = new AttachmentCheck(manifest.Year);
        var heads = new HeadCheck(published is null ? manifest.Published : [.. manifest.Published, published]);
        var state = Follow(package, Note, report);
        if (state is null)
            return report;

        report.Add("公布过的链头", heads.Count, heads.Finish(state));
        report.Add("余额由凭证重新加总", balances.Count, balances.Compare(package.Balances()));
        report.Add("附件清单与凭证", files.Count, files.Compare(package.Attachments()));
        return report;

        void Note(PackedVoucher voucher, ChainState reached)
        {
            heads.Pass(reached);
            balances.Add(voucher);
            files.Add(voucher);
        }
    }

    private static void CheckFiles(AuditPackage package, Report report)
    {
        var listed = package.Manifest.Files;
        var wrong = listed
            .Where(file => !string.Equals(package.HashOf(file.Key), file.Value, StringComparison.Ordinal))
            .Select(file => $"{file.Key} 缺少或与清单上的指纹不符")
            .Concat(package.Files.Where(name => !listed.ContainsKey(name)).Select(name => $"{name} 不在清单上"))
            .ToList();
        report.Add("文件与清单", listed.Count, wrong);
    }

    // Follows the chain to its end, or to the first voucher that is wrong: behind it nothing can be trusted.
    private static ChainState? Follow(AuditPackage package, Action<PackedVoucher, ChainState> note, Report report)
    {
        var manifest = package.Manifest;
        var start = ChainState.Before(manifest.FirstSequence, manifest.PredecessorHash, manifest.Year);
        if (manifest.FirstSequence is 1
            && !string.Equals(VoucherBytes.StartOf(manifest.Book), start.Head, StringComparison.Ordinal))
        {
            report.Add("凭证链", 0, [$"链的起点不是账套 {manifest.Book} 的"]);
            return null;
        }

        var state = start;
        foreach (var voucher in package.Vouchers())
        {
            (state, var wrong) = state.Next(voucher);
            if (wrong is not null)
            {
                report.Add("凭证链", state.Sequence - start.Sequence, [$"第一张不符的凭证：{wrong}"]);
                return null;
            }

            note(voucher, state);
        }

        var atEnd = state.Sequence == manifest.LastSequence
            && string.Equals(state.Head, manifest.Head, StringComparison.Ordinal);
        report.Add(
            "凭证链、编号、借贷",
            state.Sequence - start.Sequence,
            atEnd ? [] : [$"链尾应为顺序号 {manifest.LastSequence}，实际到 {state.Sequence}，后面的凭证被截去"]);
        return state;
    }
}

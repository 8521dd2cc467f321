using Region.Verifier.Chain;
using Region.Verifier.Packages;
using Region.Verifier.Statements;

namespace Region.Verifier.Checks;

/// <summary>
/// All checks of one package: its files, every voucher with its place in the chain, the published heads, the balances,
/// and the tables and statements that were made of them.
/// </summary>
internal static class PackageCheck
{
    /// <param name="package">The package.</param>
    /// <param name="asked">A head that was published before; null where the auditor brings none.</param>
    /// <param name="previous">The package of the year before, for one that begins behind the first voucher.</param>
    public static Report Run(AuditPackage package, ExpectedHead? asked, AuditPackage? previous = null)
    {
        var manifest = package.Manifest;
        var report = new Report($"{manifest.Book} {manifest.Name} {manifest.Year} 年度，制作于 {manifest.MadeAt}");
        var isOfPrevious = previous is not null && asked?.Vouchers < manifest.FirstSequence - 1;
        var expected = new List<ExpectedHead>();
        if (previous is not null)
        {
            PreviousCheck.Run(previous, manifest, isOfPrevious ? asked : null, report);
            if (previous.Manifest.LastSequence <= manifest.LastSequence)
                expected.Add(PreviousCheck.EndOf(previous.Manifest));
        }

        if (asked is not null && !isOfPrevious)
            expected.Add(asked);

        Run(package, expected, Beginning.Of(package, previous), report);
        return report;
    }

    /// <summary>Checks one package by itself.</summary>
    internal static void Run(
        AuditPackage package,
        IEnumerable<ExpectedHead> expected,
        Beginning beginning,
        Report report)
    {
        var manifest = package.Manifest;
        CheckFiles(package, report);
        var start = ChainState.Before(manifest.FirstSequence, manifest.PredecessorHash, manifest.Year);
        var statements = package.Statements();
        var figures = new YearFigures(manifest.Year, statements);
        var balances = new BalanceCheck(manifest.Year, beginning);
        var files = new AttachmentCheck(manifest.Year);
        var heads = new HeadCheck(start, [.. manifest.Published.Select(ExpectedHead.Of), .. expected]);
        if (Follow(package, start, Note, report) is not { } end)
            return;

        report.Add("公布过的链头", heads.Count, [.. heads.Finish(end), .. HeadCheck.MissingMonths(manifest)]);
        var claimed = package.Balances();
        figures.Add(claimed);
        report.Add("余额由凭证重新加总", balances.Count, balances.Compare(claimed));
        report.Add("附件清单与凭证", files.Count, files.Compare(package.Attachments()));
        var check = new StatementCheck(package.Chart(), figures, StatementCheck.YearOf(beginning.YearBefore(manifest)));
        report.Add("报表由凭证和余额重新计算", statements.Sum(one => one.Lines.Count), check.Compare(statements));
        var (rows, differing) = ExchangeCheck.Compare(package);
        report.Add("数据交换表由凭证重新编制", rows, differing);
        if (!beginning.IsKnown)
        {
            report.LeaveOpen(FormattableString.Invariant(
                $"期初未核对：本包从第 {manifest.FirstSequence} 张凭证开始，它之前的凭证、年初余额和账套代码只以前一张凭证的指纹")
                + "为凭；请加 --previous 上年资料包");
        }

        void Note(PackedVoucher voucher, ChainState reached)
        {
            heads.Pass(reached);
            balances.Add(voucher);
            figures.Add(voucher);
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
    private static ChainState? Follow(
        AuditPackage package,
        ChainState start,
        Action<PackedVoucher, ChainState> note,
        Report report)
    {
        var manifest = package.Manifest;
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

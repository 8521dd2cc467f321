using System.Globalization;
using Region.Verifier.Chain;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// Compares the chain with heads that are known from elsewhere: the only way to find a tail that was cut off and a
/// chain that was computed anew from its beginning. A head that the package cannot confirm is named and never passed
/// over.
/// </summary>
internal sealed class HeadCheck
{
    private readonly IReadOnlyList<ExpectedHead> _expected;
    private readonly Dictionary<long, string> _passed = [];
    private readonly HashSet<string> _heads = new(StringComparer.Ordinal);
    private readonly HashSet<long> _asked;
    private readonly bool _anywhere;
    private readonly long _before;

    /// <param name="start">The state before the package's first voucher; its head counts as passed.</param>
    /// <param name="expected">The heads that the chain must pass through.</param>
    public HeadCheck(ChainState start, IReadOnlyList<ExpectedHead> expected)
    {
        _expected = expected;
        _asked = [.. expected.Select(head => head.Vouchers ?? -1)];
        _anywhere = _asked.Contains(-1);
        _before = start.Sequence;
        Pass(start);
    }

    public int Count => _expected.Count;

    /// <summary>Takes note of the chain behind one more voucher.</summary>
    public void Pass(ChainState state)
    {
        if (_asked.Contains(state.Sequence))
            _passed[state.Sequence] = state.Head;

        // A head without a count is looked for everywhere.
        if (_anywhere)
            _heads.Add(state.Head);
    }

    public IReadOnlyList<string> Finish(ChainState end) =>
        [.. _expected.Select(head => Refuse(head, end)).OfType<string>()];

    /// <summary>
    /// Months are closed in their order, so the heads that a package lists leave no month out; a book that is older
    /// than the package's year closed its January too.
    /// </summary>
    public static IReadOnlyList<string> MissingMonths(Manifest manifest)
    {
        var year = manifest.Year.ToString("D4", CultureInfo.InvariantCulture);
        var listed = manifest.Published.Select(head => head.Month).ToHashSet(StringComparer.Ordinal);
        var months = Enumerable.Range(1, 12).Select(month => $"{year}-{month:D2}").ToArray();
        var last = Array.FindLastIndex(months, listed.Contains);
        var first = manifest.FirstSequence > 1 ? 0 : Array.FindIndex(months, listed.Contains);
        return
        [
            .. listed.Except(months, StringComparer.Ordinal).Select(month => $"{month} 的链头不属于 {year} 年度"),
            .. months.Where((month, index) => index >= first && index < last && !listed.Contains(month))
                .Select(month => $"{month} 结账时公布的链头不在清单上，后面月份的却在"),
        ];
    }

    private string? Refuse(ExpectedHead head, ChainState end)
    {
        if (head.Vouchers is not { } vouchers)
            return _heads.Contains(head.Head) ? null : $"{head.Name}在凭证链上找不到：凭证被重算或截去，或它属于别的年度";

        if (vouchers > end.Sequence)
        {
            return FormattableString.Invariant(
                $"{head.Name}有 {vouchers} 张凭证，资料包只到第 {end.Sequence} 张：后面的被截去");
        }

        if (vouchers < _before)
        {
            return FormattableString.Invariant(
                $"{head.Name}有 {vouchers} 张凭证，资料包从第 {_before + 1} 张开始，不含它，不能核对：请用含有它的资料包");
        }

        return string.Equals(_passed.GetValueOrDefault(vouchers), head.Head, StringComparison.Ordinal)
            ? null
            : FormattableString.Invariant($"{head.Name}与第 {vouchers} 张凭证的指纹不符：凭证链被重算过");
    }
}

/// <summary>A head that the chain must pass through.</summary>
/// <param name="Name">Where it is known from, for a person to find.</param>
/// <param name="Vouchers">How many vouchers the book had then; null where nobody said.</param>
/// <param name="Head">The hash of the newest, lower-case hex.</param>
internal sealed record ExpectedHead(string Name, long? Vouchers, string Head)
{
    public static ExpectedHead Of(PublishedHead published) =>
        new($"{published.Month} 结账时公布的链头", published.Vouchers, published.Head);

    /// <summary>What the auditor brings along; null where it is nothing.</summary>
    public static ExpectedHead? Of(string? head, long? vouchers) =>
        string.IsNullOrEmpty(head) ? null : new ExpectedHead("公布的链头", vouchers, head.Trim().ToLowerInvariant());
}

using Region.Verifier.Chain;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// Compares the chain with heads that were published before: the only way to find a tail that was cut off and a chain
/// that was computed anew from its beginning.
/// </summary>
internal sealed class HeadCheck(IReadOnlyList<PublishedHead> published)
{
    private readonly Dictionary<long, string> _passed = [];
    private readonly HashSet<string> _heads = new(StringComparer.Ordinal);
    private readonly HashSet<long> _asked = [.. published.Select(head => head.Vouchers)];
    private long _first = -1;

    public int Count => published.Count;

    /// <summary>Takes note of the chain behind one more voucher.</summary>
    public void Pass(ChainState state)
    {
        if (_first < 0)
            _first = state.Sequence;

        if (_asked.Contains(state.Sequence))
            _passed[state.Sequence] = state.Head;

        // A head without a count is looked for everywhere.
        if (_asked.Contains(0))
            _heads.Add(state.Head);
    }

    public IReadOnlyList<string> Finish(ChainState end) =>
        [.. published.Select(head => Refuse(head, end)).OfType<string>()];

    private string? Refuse(PublishedHead head, ChainState end)
    {
        var name = head.Month.Length > 0 ? $"{head.Month} 结账时公布的链头" : "公布的链头";
        if (head.Vouchers is 0)
            return head.Month.Length > 0 || _heads.Contains(head.Head) ? null : $"{name}在凭证链上找不到：凭证被重算或截去";

        if (head.Vouchers > end.Sequence)
            return FormattableString.Invariant($"{name}有 {head.Vouchers} 张凭证，资料包只到第 {end.Sequence} 张：后面的被截去");

        // A head before the package's first voucher belongs to an earlier year's package.
        if (head.Vouchers < _first || _first < 0)
            return null;

        return string.Equals(_passed.GetValueOrDefault(head.Vouchers), head.Head, StringComparison.Ordinal)
            ? null
            : FormattableString.Invariant($"{name}与第 {head.Vouchers} 张凭证的指纹不符：凭证链被重算过");
    }
}

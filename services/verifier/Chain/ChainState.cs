using System.Collections.Immutable;
using System.Globalization;
using Region.Verifier.Packages;

namespace Region.Verifier.Chain;

/// <summary>How far a chain was followed: the fold of <see cref="Next"/> over its vouchers.</summary>
/// <param name="Year">The year whose numbers must be without gaps.</param>
/// <param name="Sequence">The newest voucher's place.</param>
/// <param name="Head">Its hash.</param>
/// <param name="Numbers">The newest number of each word and month of the year.</param>
internal sealed record ChainState(
    int Year,
    long Sequence,
    string Head,
    ImmutableDictionary<(string Word, string Month), long> Numbers)
{
    private const int NewestLayout = 2;

    /// <summary>Before the first voucher of a package.</summary>
    public static ChainState Before(long firstSequence, string predecessor, int year) =>
        new(year, firstSequence - 1, predecessor, ImmutableDictionary<(string Word, string Month), long>.Empty);

    /// <summary>The state behind the next voucher, or what is wrong with it.</summary>
    public (ChainState State, string? Wrong) Next(PackedVoucher voucher)
    {
        // The place counts, since a forger may have changed what the voucher says of itself.
        if (Refuse(voucher) is { } wrong)
            return (this, FormattableString.Invariant($"第 {Sequence + 1} 张，{wrong}"));

        if (!IsOfYear(voucher))
            return (this with { Sequence = voucher.Sequence, Head = voucher.Hash }, null);

        var series = (voucher.Word, voucher.Month);
        var expected = Numbers.GetValueOrDefault(series) + 1;
        return voucher.Number == expected
            ? (new ChainState(Year, voucher.Sequence, voucher.Hash, Numbers.SetItem(series, expected)), null)
            : (this, FormattableString.Invariant($"第 {Sequence + 1} 张，{voucher.Title}：编号不连续，应为第 {expected} 号"));
    }

    /// <summary>Whether a voucher is of the package's year; others lie between by the order of recording.</summary>
    public bool IsOfYear(PackedVoucher voucher) =>
        voucher.Date.StartsWith(Year.ToString("D4", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private string? Refuse(PackedVoucher voucher)
    {
        if (voucher.Sequence != Sequence + 1)
        {
            return FormattableString.Invariant(
                $"{voucher.Title}：顺序号应为 {Sequence + 1}，前面有凭证被删除、插入或调换");
        }

        if (voucher.Layout is < 1 or > NewestLayout)
            return $"{voucher.Title}：不认识的字节布局 {voucher.Layout}";

        if (!string.Equals(VoucherBytes.HashOf(voucher, Head), voucher.Hash, StringComparison.Ordinal))
            return $"{voucher.Title}：内容与指纹不符，这张凭证或它前面的凭证被改动过";

        if (!DateOnly.TryParseExact(voucher.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _))
            return $"{voucher.Title}：日期不对";

        var debit = voucher.Postings.Aggregate(Int128.Zero, (sum, posting) => sum + posting.Debit);
        var credit = voucher.Postings.Aggregate(Int128.Zero, (sum, posting) => sum + posting.Credit);
        return debit == credit ? null : $"{voucher.Title}：借贷不平，借方 {Yuan.Print(debit)}，贷方 {Yuan.Print(credit)}";
    }
}

/// <summary>Amounts for people: yuan with two decimals.</summary>
internal static class Yuan
{
    public static string Print(Int128 fen) => FormattableString.Invariant(
        $"{(fen < 0 ? "-" : "")}{Int128.Abs(fen) / 100}.{Int128.Abs(fen) % 100:D2}");
}

using System.Runtime.InteropServices;
using Region.Verifier.Packages;

namespace Region.Verifier.Statements;

/// <summary>
/// Explains what moved on some accounts by the other lines of each voucher: the net movement is split over the lines of
/// the other side by their amounts; what is left of the division goes, a fen each, to the largest remainders, ties in
/// the order of the codes.
/// </summary>
internal sealed class Flows(PackedScope scope)
{
    private readonly Dictionary<(string Account, string Direction, bool InDecember), Int128> _sums = [];

    public IEnumerable<Flow> All => _sums.Select(pair =>
        new Flow(pair.Key.Account, pair.Key.Direction, pair.Key.InDecember, pair.Value));

    public void Add(PackedVoucher voucher)
    {
        var net = Int128.Zero;
        var others = new SortedDictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var posting in voucher.Postings)
        {
            var moved = (Int128)posting.Debit - posting.Credit;
            if (Covers(scope.Accounts, posting.Account))
                net += moved;
            else
                others[posting.Account] = others.GetValueOrDefault(posting.Account) - moved;
        }

        if (net == 0)
            return;

        // A red voucher takes back what came in, so it counts against receipts and is no payment.
        var isRed = voucher.Reverses.Length > 0;
        var comesIn = (net > 0) == string.Equals(scope.Side, "Debit", StringComparison.Ordinal);
        var direction = comesIn != isRed ? "In" : "Out";
        var bearing = others.Where(other => Int128.Sign(other.Value) == Int128.Sign(net)).ToArray();
        foreach (var (account, share) in Split(Int128.Abs(net), bearing))
        {
            if (voucher.IsYearEnd && Covers(scope.Inside, account))
                continue;

            var key = (account, direction, voucher.Date.AsSpan(5, 2) is "12");
            _sums[key] = _sums.GetValueOrDefault(key) + (isRed ? -share : share);
        }
    }

    public static bool Covers(IReadOnlyList<string> accounts, string code) =>
        accounts.Any(account => PackedChart.IsWithin(code, account));

    private static IEnumerable<(string Account, Int128 Share)> Split(
        Int128 total,
        KeyValuePair<string, Int128>[] bearing)
    {
        var weights = bearing.Select(other => Int128.Abs(other.Value)).ToArray();
        var sum = weights.Aggregate(Int128.Zero, (all, weight) => all + weight);
        if (sum == 0)
            return [];

        var shares = weights.Select(weight => total * weight / sum).ToArray();
        var left = total - shares.Aggregate(Int128.Zero, (all, share) => all + share);
        foreach (var index in Enumerable.Range(0, weights.Length)
            .OrderByDescending(index => total * weights[index] % sum)
            .ThenBy(index => index)
            .Take((int)left))
        {
            shares[index]++;
        }

        return bearing.Select((other, index) => (other.Key, shares[index]));
    }
}

/// <summary>What came from, or went to, one account in the year.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Flow(string Account, string Direction, bool InDecember, Int128 Amount);

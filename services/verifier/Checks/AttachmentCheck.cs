using System.Globalization;
using System.Runtime.InteropServices;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// Compares the list of attached files with the hashes that the year's vouchers carry under their own.
/// </summary>
internal sealed class AttachmentCheck(int year)
{
    private const int MostKept = 1_000;

    private readonly string _year = year.ToString("D4", CultureInfo.InvariantCulture);
    private readonly Dictionary<Place, (string Hash, string Voucher)> _named = [];

    public int Count => _named.Count;

    public void Add(PackedVoucher voucher)
    {
        if (!voucher.Date.StartsWith(_year, StringComparison.Ordinal))
            return;

        for (var place = 0; place < voucher.Files.Count; place++)
            _named[new Place(voucher.Sequence, place + 1)] = (voucher.Files[place], voucher.Title);
    }

    public IReadOnlyList<string> Compare(IReadOnlyList<PackedAttachment> listed)
    {
        var wrong = new List<string>();
        var seen = new HashSet<Place>();
        foreach (var file in listed.TakeWhile(_ => wrong.Count < MostKept))
        {
            var place = new Place(file.Sequence, file.Place);
            if (!seen.Add(place))
                wrong.Add(FormattableString.Invariant($"顺序号 {file.Sequence} 的第 {file.Place} 个附件列了两次"));
            else if (!_named.TryGetValue(place, out var named))
                wrong.Add(FormattableString.Invariant($"顺序号 {file.Sequence} 没有第 {file.Place} 个附件"));
            else if (!string.Equals(named.Hash, file.Hash, StringComparison.Ordinal))
                wrong.Add(FormattableString.Invariant($"{named.Voucher}：第 {file.Place} 个附件的指纹与凭证上的不符"));
        }

        wrong.AddRange(_named.Where(pair => !seen.Contains(pair.Key))
            .Take(MostKept)
            .Select(pair => FormattableString.Invariant($"{pair.Value.Voucher}：第 {pair.Key.Number} 个附件不在清单上")));
        return wrong;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(long Sequence, long Number);
}

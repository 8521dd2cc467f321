using System.Globalization;
using System.Runtime.InteropServices;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>
/// Adds up the vouchers and compares the sums with the balances that the package claims: what the year moved, and what
/// it opened with.
/// </summary>
internal sealed class BalanceCheck
{
    private const int MostKept = 1_000;

    private readonly string _year;
    private readonly Beginning _beginning;
    private readonly Dictionary<Detail, Sums> _sums = [];

    public BalanceCheck(int year, Beginning beginning)
    {
        _year = year.ToString("D4", CultureInfo.InvariantCulture);
        _beginning = beginning;
        foreach (var row in beginning.Carried)
        {
            var detail = Detail.Of(row);
            _sums[detail] = _sums.GetValueOrDefault(detail).Begun(row.Closing, row.ClosingQuantity);
        }
    }

    public int Count => _sums.Count;

    public void Add(PackedVoucher voucher)
    {
        var place = voucher.IsOpening ? -1 : string.CompareOrdinal(voucher.Date[..4], _year);
        if (place > 0 || (place < 0 && voucher.Sequence <= _beginning.Through))
            return;

        foreach (var posting in voucher.Postings)
        {
            var detail = Detail.Of(posting);
            _sums[detail] = _sums.GetValueOrDefault(detail).With(posting, before: place < 0);
        }
    }

    /// <summary>What differs.</summary>
    public IReadOnlyList<string> Compare(IReadOnlyList<PackedBalance> claimed)
    {
        var wrong = new List<string>();
        var seen = new HashSet<Detail>();
        foreach (var row in claimed)
        {
            var detail = Detail.Of(row);
            if (!seen.Add(detail))
                wrong.Add($"{detail} 在余额表上出现两次");
            else if (Refuse(row, _sums.GetValueOrDefault(detail)) is { } difference)
                wrong.Add($"{detail}：{difference}");

            if (wrong.Count >= MostKept)
                return wrong;
        }

        // What red vouchers took back to nothing on both sides, such as an estimate of the year, has no row.
        wrong.AddRange(_sums.Where(pair => !seen.Contains(pair.Key) && !pair.Value.IsNothing)
            .Select(pair => $"{pair.Key} 不在余额表上"));
        if (claimed.Aggregate(Int128.Zero, (sum, row) => sum + row.Opening) != 0)
            wrong.Add("年初余额借贷不平");

        if (claimed.Aggregate(Int128.Zero, (sum, row) => sum + row.Closing) != 0)
            wrong.Add("年末余额借贷不平");

        return wrong;
    }

    private string? Refuse(PackedBalance row, Sums sums)
    {
        if (_beginning.IsKnown && row.Opening != sums.Opening)
            return $"年初余额 {Chain.Yuan.Print(row.Opening)}，应为 {Chain.Yuan.Print(sums.Opening)}";

        if (_beginning.IsKnown && row.OpeningQuantity != sums.OpeningQuantity)
            return "年初数量不符";

        if (row.Debit != sums.Debit || row.Credit != sums.Credit)
            return "本年发生额与凭证不符";

        if (row.DebitQuantity != sums.DebitQuantity || row.CreditQuantity != sums.CreditQuantity)
            return "本年收发数量与凭证不符";

        if (row.Closing != row.Opening + row.Debit - row.Credit)
            return "年末余额不等于年初加借减贷";

        return row.ClosingQuantity != row.OpeningQuantity + row.DebitQuantity - row.CreditQuantity
            ? "年末数量不等于年初加收减发"
            : null;
    }

    private sealed record Detail(string Account, string Counterparty, string Project, string Stock)
    {
        public static Detail Of(PackedBalance row) => new(row.Account, row.Counterparty, row.Project, row.Stock);

        public static Detail Of(PackedPosting posting) =>
            new(posting.Account, posting.Counterparty, posting.Project, posting.Stock);

        public override string ToString() =>
            string.Join(' ', new[] { Account, Counterparty, Project, Stock }.Where(part => part.Length > 0));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sums(
        Int128 Opening,
        Int128 OpeningQuantity,
        Int128 Debit,
        Int128 Credit,
        Int128 DebitQuantity,
        Int128 CreditQuantity)
    {
        public bool IsNothing => this == default;

        public Sums Begun(Int128 net, Int128 quantity) =>
            this with { Opening = Opening + net, OpeningQuantity = OpeningQuantity + quantity };

        public Sums With(PackedPosting posting, bool before)
        {
            var quantity = posting.Debit is not 0 ? posting.Quantity : -posting.Quantity;
            if (before)
                return Begun((Int128)posting.Debit - posting.Credit, quantity);

            return posting.Debit is not 0
                ? this with { Debit = Debit + posting.Debit, DebitQuantity = DebitQuantity + posting.Quantity }
                : this with { Credit = Credit + posting.Credit, CreditQuantity = CreditQuantity + posting.Quantity };
        }
    }
}

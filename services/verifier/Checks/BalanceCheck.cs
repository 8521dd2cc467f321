using System.Globalization;
using System.Runtime.InteropServices;
using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>Adds up the year's vouchers and compares the sums with the balances that the package claims.</summary>
internal sealed class BalanceCheck(int year)
{
    private const int MostKept = 1_000;

    private readonly string _year = year.ToString("D4", CultureInfo.InvariantCulture);
    private readonly Dictionary<Detail, Sums> _sums = [];

    public int Count => _sums.Count;

    public void Add(PackedVoucher voucher)
    {
        if (!voucher.Date.StartsWith(_year, StringComparison.Ordinal))
            return;

        var opening = string.Equals(voucher.Kind, "Opening", StringComparison.Ordinal);
        foreach (var posting in voucher.Postings)
        {
            var detail = new Detail(posting.Account, posting.Counterparty, posting.Project, posting.Stock);
            _sums[detail] = _sums.GetValueOrDefault(detail).With(posting, opening);
        }
    }

    /// <summary>What differs; opening balances can be checked only where they stand in the package's year.</summary>
    public IReadOnlyList<string> Compare(IReadOnlyList<PackedBalance> claimed)
    {
        var wrong = new List<string>();
        var seen = new HashSet<Detail>();
        foreach (var row in claimed)
        {
            var detail = new Detail(row.Account, row.Counterparty, row.Project, row.Stock);
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

    private static string? Refuse(PackedBalance row, Sums sums)
    {
        if (sums.HasOpening && row.Opening != sums.Opening)
            return "年初余额与期初凭证不符";

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
        public override string ToString() =>
            string.Join(' ', new[] { Account, Counterparty, Project, Stock }.Where(part => part.Length > 0));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sums(
        bool HasOpening,
        Int128 Opening,
        Int128 Debit,
        Int128 Credit,
        Int128 DebitQuantity,
        Int128 CreditQuantity)
    {
        public bool IsNothing =>
            Opening == 0 && Debit == 0 && Credit == 0 && DebitQuantity == 0 && CreditQuantity == 0;

        public Sums With(PackedPosting posting, bool opening)
        {
            if (opening)
                return this with { HasOpening = true, Opening = Opening + posting.Debit - posting.Credit };

            return posting.Debit is not 0
                ? this with { Debit = Debit + posting.Debit, DebitQuantity = DebitQuantity + posting.Quantity }
                : this with { Credit = Credit + posting.Credit, CreditQuantity = CreditQuantity + posting.Quantity };
        }
    }
}

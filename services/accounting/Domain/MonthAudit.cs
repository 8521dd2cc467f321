using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Re-adds one month of a book before it is closed: every voucher balances and links to its predecessor, the numbers
/// have no gaps, and the kept balances of the month are the sums of its vouchers.
/// </summary>
internal sealed class MonthAudit
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<BalanceKey, Turnover> _rebuilt = [];
    private readonly List<CheckPlace> _broken = [];

    /// <summary>Takes the next voucher of the month in the order of the sequence.</summary>
    /// <param name="voucher">As the book holds it.</param>
    /// <param name="predecessor">The hash that the book holds for the voucher before it.</param>
    public void Add(Voucher voucher, string predecessor)
    {
        var content = voucher.Content;
        var debit = Money.Sum(content.Postings.Select(posting => posting.Debit));
        var credit = Money.Sum(content.Postings.Select(posting => posting.Credit));
        if (debit != credit)
            Broken(voucher, $"借贷不平，{Bookkeeping.Difference(debit, credit)}");

        if (!string.Equals(voucher.Hash, Chain.HashOf(voucher, predecessor), StringComparison.Ordinal))
            Broken(voucher, "与链上的记录不符");

        var expected = _numbers.GetValueOrDefault(content.Word) + 1;
        if (voucher.Number != expected)
            Broken(voucher, FormattableString.Invariant($"应为第 {expected} 号"));

        _numbers[content.Word] = voucher.Number;
        foreach (var (key, moved) in Turnover.Of(content))
            _rebuilt[key] = _rebuilt.GetValueOrDefault(key) + moved;
    }

    /// <summary>
    /// Compares the sums with the balances that the book keeps for the month, and answers what is broken.
    /// </summary>
    public IReadOnlyList<CheckPlace> Finish(IReadOnlyDictionary<BalanceKey, Turnover> kept)
    {
        // Opening balances are no movement of a month, although their voucher stands in one.
        var keys = _rebuilt.Keys.Where(key => key.Month.Length > 0).Union(kept.Keys);
        foreach (var key in keys.Where(key => _rebuilt.GetValueOrDefault(key) != kept.GetValueOrDefault(key)))
        {
            _broken.Add(new CheckPlace
            {
                Account = key.Account,
                Counterparty = key.Counterparty,
                Note = $"{key.Account} {key.Counterparty}的余额表与凭证不符",
            });
        }

        return _broken;
    }

    private void Broken(Voucher voucher, string what) => _broken.Add(new CheckPlace
    {
        Voucher = voucher.Id.ToString("D"),
        Note = $"{Reversal.NameOf(voucher)}{what}",
    });
}

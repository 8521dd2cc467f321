using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Re-adds a book from its first voucher to its last, and compares it with what the book keeps: the invariants 1, 2, 6
/// and 8 of the conservation oracle and the balances. Holds one entry for each balance, never the vouchers.
/// </summary>
internal sealed class BookAudit(string book)
{
    private const int MaximumPerRule = 20;

    private readonly Dictionary<(string Word, string Month), int> _numbers = [];
    private readonly Dictionary<BalanceKey, Turnover> _rebuilt = [];
    private readonly List<Violation> _violations = [];
    private Chain _chain = Chain.StartOf(book);

    public long Vouchers { get; private set; }

    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Takes the next voucher in the order of the sequence.</summary>
    public void Add(Voucher voucher)
    {
        Vouchers++;
        var name = Reversal.NameOf(voucher);
        var content = voucher.Content;
        var debit = Money.Sum(content.Postings.Select(posting => posting.Debit));
        var credit = Money.Sum(content.Postings.Select(posting => posting.Credit));
        if (debit != credit)
            Found("1", $"{name}不平：{Bookkeeping.Difference(debit, credit)}");

        var series = (content.Word, BusinessDate.WriteMonth(content.Date));
        var expected = _numbers.GetValueOrDefault(series) + 1;
        if (voucher.Number != expected)
            Found("6", FormattableString.Invariant($"{name}应为第{expected}号"));

        _numbers[series] = voucher.Number;
        if (voucher.Sequence != _chain.Count + 1
            || !string.Equals(voucher.Hash, Chain.HashOf(voucher, _chain.Head), StringComparison.Ordinal))
        {
            Found("8", FormattableString.Invariant($"{name}（顺序号{voucher.Sequence}）与前一张凭证的链接不符"));
        }

        _chain = Chain.EndingIn(voucher);
        foreach (var (key, moved) in Turnover.Of(content))
            _rebuilt[key] = _rebuilt.GetValueOrDefault(key) + moved;
    }

    /// <summary>Compares the sums with the chain's recorded end and with the balances that the book keeps.</summary>
    public void Finish(Chain recorded, IReadOnlyDictionary<BalanceKey, Turnover> kept)
    {
        if (_chain != recorded)
            Found("8", FormattableString.Invariant($"链尾记录为{recorded.Count}张，实有{_chain.Count}张，或链头不同"));

        var total = _rebuilt.Values.Aggregate(default(Turnover), (sum, moved) => sum + moved);
        if (total.Debit != total.Credit)
            Found("2", $"全账不平：{Bookkeeping.Difference(total.Debit, total.Credit)}");

        foreach (var key in _rebuilt.Keys.Union(kept.Keys))
        {
            if (_rebuilt.GetValueOrDefault(key) != kept.GetValueOrDefault(key))
                Found("2", $"{key.Account} {key.Counterparty}{key.Project}{key.Stock} {key.Month} 的余额表与凭证不符");
        }
    }

    private void Found(string rule, string sentence)
    {
        var found = _violations.Count(violation => string.Equals(violation.Rule, rule, StringComparison.Ordinal));
        if (found < MaximumPerRule)
            _violations.Add(new Violation(rule, $"{book}：{sentence}"));
    }
}

/// <summary>A broken rule of the conservation oracle, in a sentence for people.</summary>
internal readonly record struct Violation(string Rule, string Sentence);

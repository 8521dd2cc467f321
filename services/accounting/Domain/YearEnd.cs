using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// The year end (年终结转) of one book: applies the steps of its rule, one behind the other, to what the book holds on 31
/// December. Each step becomes one voucher; a step that would move nothing is left out.
/// </summary>
internal sealed class YearEnd
{
    private readonly YearEndRule _rule;
    private readonly Chart _chart;
    private readonly YearEndWish _wish;
    private readonly string _preparedBy;
    private readonly Dictionary<Detail, Holding> _held;
    private readonly List<YearEndEntry> _entries = [];
    private readonly List<Refused<Refusal>> _refused = [];
    private readonly Money _result;
    private Money? _distributable;
    private Money _appropriated;
    private Money _distributed;

    private YearEnd(YearEndRule rule, Chart chart, IReadOnlyList<HeldBalance> held, YearEndWish wish, string preparedBy)
    {
        (_rule, _chart, _wish, _preparedBy) = (rule, chart, wish, preparedBy);
        _held = held.ToDictionary(
            balance => new Detail(balance.Account, balance.Counterparty, balance.Project, balance.Stock),
            balance => new Holding(balance.Amount, balance.Quantity));
        _result = CreditOf(account => IsResult(account) || YearEndRule.IsWithin(account, rule.Result));
    }

    /// <summary>Allows the year end and answers its vouchers, or says what of the unit's decision cannot be.</summary>
    public static Decision<YearEndOutcome, Refusal> Prepare(
        YearEndRule rule,
        Chart chart,
        IReadOnlyList<HeldBalance> held,
        YearEndWish wish,
        string preparedBy)
    {
        var refused = wish.Refuse(rule);
        if (refused.Count > 0)
            return refused.ToArray();

        var close = new YearEnd(rule, chart, held, wish, preparedBy);
        for (var index = 0; index < rule.Steps.Count && close._refused.Count is 0; index++)
            close.Apply(rule.Steps[index], index + 1);

        if (close._refused.Count > 0)
            return close._refused.ToArray();

        return close._entries.Count > 0
            ? close.Outcome()
            : Refusal.YearEndEmpty.On("year", wish.Year);
    }

    private YearEndOutcome Outcome() => new()
    {
        Entries = _entries,
        Result = _result,
        Distributable = _distributable ?? Available(),
        Appropriated = _appropriated,
        Distributed = _distributed,
        Retained = Available(),
    };

    private void Apply(YearEndRuleStep step, int line)
    {
        var lines = step.Act switch
        {
            YearEndAct.CloseCredits => CloseClasses(step, credits: true),
            YearEndAct.CloseDebits => CloseClasses(step, credits: false),
            YearEndAct.CloseAccount => CloseAccount(step),
            YearEndAct.LossCover => LossCover(step),
            YearEndAct.Appropriation => Appropriate(step),
            YearEndAct.Distribution => Distribute(step),
        };
        if (lines.Count is 0 || _refused.Count > 0)
            return;

        var decided = step.Act is YearEndAct.LossCover or YearEndAct.Appropriation or YearEndAct.Distribution;
        var draft = new Draft
        {
            Word = _rule.Word,
            Kind = VoucherKind.YearEnd,
            Date = new DateOnly(_wish.Year, 12, 31),
            Summary = FormattableString.Invariant($"{_wish.Year}年年终结转：{step.Summary}"),
            PreparedBy = _preparedBy,
            PostedBy = _preparedBy,
            Origin = new Origin
            {
                Rule = _rule.Rule,
                RuleVersion = _rule.Version,
                Document = decided ? $"决议：{_wish.Meeting}" : "年终结转",
            },
            Postings = [.. lines.Select(posting => posting with { RuleLine = line })],
        };
        foreach (var posting in draft.Postings)
            Move(posting);

        _entries.Add(new YearEndEntry(step.Step, draft));
    }

    // An account goes as a whole to the step of its side, so that income that was taken back by red entries does not
    // turn into an expense; of two that hold nothing in sum, its class decides.
    private List<Posting> CloseClasses(YearEndRuleStep step, bool credits)
    {
        var accounts =
            from account in _held.GroupBy(pair => pair.Key.Account, StringComparer.Ordinal)
            where IsResult(account.Key)
            let sum = account.Aggregate(Money.Zero, (total, pair) => total + pair.Value.Amount)
            let onCredit = sum.Fen is 0
                ? _chart.Find(account.Key)!.Class is AccountClass.Income
                : sum.Fen < 0
            where onCredit == credits
            select account;
        return Carry([.. accounts.SelectMany(account => account)], step);
    }

    private List<Posting> CloseAccount(YearEndRuleStep step)
    {
        if (step.From.FirstOrDefault(code => _chart.Find(code) is not null) is not { } root)
            return Missing(step, step.From);

        var target = YearEndRule.LeafOf(step.To, _chart);
        return Carry(
            [
                .. _held.Where(pair => YearEndRule.IsWithin(pair.Key.Account, root)
                    && !string.Equals(pair.Key.Account, target, StringComparison.Ordinal)),
            ],
            step);
    }

    // Closes each detail by its opposite, and carries the sum over.
    private List<Posting> Carry(IReadOnlyList<KeyValuePair<Detail, Holding>> details, YearEndRuleStep step)
    {
        var lines = details
            .Where(pair => pair.Value.Amount.Fen is not 0)
            .OrderBy(pair => pair.Key.Account, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Counterparty, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Project, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Stock, StringComparer.Ordinal)
            .Select(pair => pair.Value.Closing(pair.Key))
            .ToList();
        var sum = Money.Sum(details.Select(pair => pair.Value.Amount));
        if (sum.Fen is 0)
            return lines;

        if (YearEndRule.LeafOf(step.To, _chart) is not { } target)
            return Missing(step, step.To);

        lines.Add(Side(target, sum));
        return lines;
    }

    private List<Posting> LossCover(YearEndRuleStep step)
    {
        var amount = _wish.LossCover;
        if (amount.Fen is 0)
            return [];

        if (Accounts(step) is not var (from, to))
            return [];

        var loss = Money.Zero - Money.Min(Available(), Money.Zero);
        var reserve = CreditOf(account => string.Equals(account, from, StringComparison.Ordinal));
        if (amount <= loss && amount <= reserve)
            return [Side(from, amount), Side(to, -amount)];

        return Refuse(Refusal.LossCoverInvalid.On("loss_cover_fen", $"{amount}（待弥补 {loss}，可用 {reserve}）"));
    }

    private List<Posting> Appropriate(YearEndRuleStep step)
    {
        _distributable ??= Available();
        var basis = Money.Min(_result, Available());
        var amount = _wish.AppropriationRate.PartsPerMillion is 0 || basis.Fen <= 0
            ? _wish.Appropriation
            : _wish.AppropriationRate.Of(basis);
        if (amount.Fen is 0)
            return [];

        if (amount > Available())
            return Refuse(Refusal.DistributionTooLarge.On("appropriation_fen", $"{amount}（可分配 {Available()}）"));

        if (Accounts(step) is not var (from, to))
            return [];

        _appropriated += amount;
        return [Side(from, amount), Side(to, -amount)];
    }

    private List<Posting> Distribute(YearEndRuleStep step)
    {
        _distributable ??= Available();
        var shares = _wish.SharesOf(step.Step);
        if (shares.Count is 0)
            return [];

        var ofYear = Money.Min(_result, _distributable.Value) - _appropriated;
        if (step.Floor is { } floor && floor.Refuse(SumOf(_wish.SharesOf(floor.Step)), ofYear) is { } low)
            return Refuse(low);

        var total = SumOf(shares);
        if (total > Available())
            return Refuse(Refusal.DistributionTooLarge.On("distributions", $"{total}（可分配 {Available()}）"));

        if (YearEndRule.LeafOf(step.From, _chart) is not { } from)
            return Missing(step, step.From);

        var lines = new List<Posting> { Side(from, total) };
        foreach (var share in shares)
        {
            var candidates = share.Counterparty.Length > 0 ? step.To : step.ToUnnamed;
            if (YearEndRule.LeafOf(candidates, _chart) is not { } to)
                return Missing(step, candidates);

            lines.Add(Side(to, -share.Amount) with
            {
                Counterparty = share.Counterparty,
                CounterpartyName = share.CounterpartyName,
            });
        }

        _distributed += total;
        return lines;
    }

    private (string From, string To)? Accounts(YearEndRuleStep step)
    {
        if (YearEndRule.LeafOf(step.From, _chart) is not { } from)
            Missing(step, step.From);
        else if (YearEndRule.LeafOf(step.To, _chart) is not { } to)
            Missing(step, step.To);
        else
            return (from, to);

        return null;
    }

    private List<Posting> Missing(YearEndRuleStep step, IReadOnlyList<string> candidates) =>
        Refuse(Refusal.YearEndAccountMissing.On(step.Summary, string.Join(" 或 ", candidates)));

    private List<Posting> Refuse(Refused<Refusal> refused)
    {
        _refused.Add(refused);
        return [];
    }

    private void Move(Posting posting)
    {
        var key = new Detail(posting.Account, posting.Counterparty, posting.Project, posting.Stock);
        var quantity = posting.Debit.Fen is 0 ? -posting.Quantity.Thousandths : posting.Quantity.Thousandths;
        var now = _held.GetValueOrDefault(key, new Holding(Money.Zero, 0));
        _held[key] = new Holding(now.Amount + posting.Debit - posting.Credit, now.Quantity + quantity);
    }

    private bool IsResult(string account) =>
        _chart.Find(account)?.Class is AccountClass.Income or AccountClass.Expense;

    // What may be distributed, or, below zero, the loss that is carried.
    private Money Available() => CreditOf(account => YearEndRule.IsWithin(account, _rule.Distribution));

    private Money CreditOf(Func<string, bool> counts) =>
        -Money.Sum(_held.Where(pair => counts(pair.Key.Account)).Select(pair => pair.Value.Amount));

    private static Money SumOf(IEnumerable<DistributionShare> shares) =>
        Money.Sum(shares.Select(share => share.Amount));

    // An amount that is signed to debit, as a line.
    private static Posting Side(string account, Money amount) => new()
    {
        Account = account,
        Debit = amount.Fen > 0 ? amount : Money.Zero,
        Credit = amount.Fen < 0 ? -amount : Money.Zero,
    };

    private sealed record Detail(string Account, string Counterparty, string Project, string Stock);

    // Signed to debit.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Holding(Money Amount, long Quantity)
    {
        // A quantity stands with the sign of its amount; one that does not fit stays, as no line could carry it.
        public Posting Closing(Detail detail)
        {
            var quantity = Amount.Fen > 0 ? Quantity : -Quantity;
            return Side(detail.Account, -Amount) with
            {
                Counterparty = detail.Counterparty,
                Project = detail.Project,
                Stock = detail.Stock,
                Quantity = Region.Kernel.Quantity.FromThousandths(Math.Max(quantity, 0)),
            };
        }
    }
}

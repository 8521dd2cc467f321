using Region.Services.Tests.Model;

namespace Region.Services.Tests.Desk;

/// <summary>年终结转: the entries of the handbook in their order, each a voucher, or nothing at all.</summary>
internal sealed class DeskYears
{
    private const string Ok = DeskProblems.Ok;

    private readonly DeskBook _book;
    private readonly DeskPlan _plan;
    private readonly Dictionary<(string Account, string Counterparty), long> _held;
    private readonly List<IReadOnlyList<ModelLine>> _entries = [];
    private readonly DateOnly _end;
    private readonly long _result;

    private DeskYears(DeskBook book, int year, DeskPlan plan)
    {
        (_book, _plan, _end) = (book, plan, new DateOnly(year, 12, 31));
        _held = book.HeldOn(_end);
        _result = CreditOf(account => IsOfTheYear(account) || account.IsWithin(book.Regime.Result));
    }

    internal static string Close(DeskBook book, int year, DeskPlan plan, string login)
    {
        if (year is < 2000 or > 2099)
            return "YEAR_INVALID";

        if (book.YearEnd(year).Count > 0)
            return "YEAR_END_DONE";

        if (book.NextMonth != new DateOnly(year, 12, 1))
            return "YEAR_NOT_READY";

        var wish = DeskProblems.Verdict(OfPlan(plan));
        if (wish is not Ok)
            return wish;

        var close = new DeskYears(book, year, plan);
        if (close.Prepare() is { } refused)
            return refused;

        if (close._entries.Count is 0)
            return "YEAR_END_EMPTY";

        if (OfShares(book, plan) is { } unknown)
            return unknown;

        if (close._entries.Any(entry => entry.Any(line => close._end >= book.Accounts[line.Account].ClosedOn
            && !IsOfTheYear(book.Accounts[line.Account]))))
        {
            return "ACCOUNT_CLOSED";
        }

        foreach (var lines in close._entries)
        {
            book.Append(new DeskVoucher
            {
                Word = "转",
                Number = book.NextNumber("转", close._end),
                Date = close._end,
                Kind = "YearEnd",
                PreparedBy = login,
                PostedBy = login,
                Lines = lines,
                Rule = book.Regime == DeskRegime.Village ? "year-end-village-2023" : "year-end-small-enterprise-2011",
            });
        }

        return Ok;
    }

    /// <summary>Takes the whole year end back, the newest voucher first.</summary>
    internal static string TakeBack(DeskBook book, int year, string reason, string login)
    {
        if (year is < 2000 or > 2099)
            return "YEAR_INVALID";

        var standing = book.YearEnd(year);
        if (standing.Count is 0)
            return "YEAR_END_NOT_DONE";

        if (reason.Length is 0)
            return "REASON_INVALID";

        var end = new DateOnly(year, 12, 31);
        if (book.IsClosed(end))
            return "PERIOD_CLOSED";

        foreach (var voucher in Enumerable.Reverse(standing))
            book.Cancel(voucher, end, login);

        return Ok;
    }

    private static IEnumerable<string> OfPlan(DeskPlan plan)
    {
        if (plan.LossCover < 0)
            yield return "LOSS_COVER_INVALID";

        var both = plan.Ppm is not 0 && plan.Appropriation is not 0;
        if (plan.Ppm is < 0 or > 1_000_000 || plan.Appropriation < 0 || both)
            yield return "APPROPRIATION_INVALID";

        var members = plan.Shares.Select(share => share.Member).Distinct(StringComparer.Ordinal).Count();
        if (members < plan.Shares.Count || plan.Shares.Any(share => share.Fen <= 0))
            yield return "DISTRIBUTION_INVALID";

        if (!plan.DecidesNothing && plan.Meeting.Length is 0)
            yield return "MEETING_MISSING";
    }

    // Who gets a share stands in a register where the account asks for one, and is not closed there.
    private static string? OfShares(DeskBook book, DeskPlan plan)
    {
        var faults = plan.Shares.Where(share => share.Member.Length > 0).Select(share =>
            book.Items.TryGetValue(share.Member, out var item)
                ? item.Closed ? "ITEM_CLOSED" : null
                : book.Accounts[book.Regime.Owed].Counterparty is "required" ? "ITEM_UNKNOWN" : null);
        var verdict = DeskProblems.Verdict(faults.OfType<string>());
        return verdict is Ok ? null : verdict;
    }

    private string? Prepare()
    {
        // 1 and 2: what stands on the credit side, then what stands on the debit side.
        var ofTheYear = _held.Where(detail => IsOfTheYear(_book.Accounts[detail.Key.Account]))
            .GroupBy(detail => detail.Key.Account, StringComparer.Ordinal)
            .ToArray();
        var result = _book.LeafFor(_book.Regime.Result);
        Carry(ofTheYear.Where(account => account.Sum(detail => detail.Value) < 0).SelectMany(all => all), result);
        Carry(ofTheYear.Where(account => account.Sum(detail => detail.Value) > 0).SelectMany(all => all), result);

        // 3: the result.
        CarryTree(_book.Regime.Result);
        return CoverLoss() ?? Appropriate() ?? Distribute() ?? Settle();
    }

    private string? CoverLoss()
    {
        if (_plan.LossCover is 0)
            return null;

        var reserve = CreditOf(account => account.Code == _book.Regime.Reserve);
        if (_plan.LossCover > Math.Max(0, -Available()) || _plan.LossCover > reserve)
            return "LOSS_COVER_INVALID";

        Enter([Side(_book.Regime.Reserve, _plan.LossCover), Side(_book.Regime.Retained, -_plan.LossCover)]);
        return null;
    }

    private string? Appropriate()
    {
        var basis = Math.Min(_result, Available());
        var fen = _plan.Ppm is 0 || basis <= 0
            ? _plan.Appropriation
            : (long)Math.Round(basis * (decimal)_plan.Ppm / 1_000_000, MidpointRounding.AwayFromZero);
        if (fen > Math.Max(0, Available()))
            return "DISTRIBUTION_TOO_LARGE";

        if (fen > 0)
            Enter([Side(LeafOf(_book.Regime.Appropriated), fen), Side(_book.Regime.Reserve, -fen)]);

        return null;
    }

    private string? Distribute()
    {
        var total = _plan.Shares.Sum(share => share.Fen);
        if (total > Math.Max(0, Available()))
            return "DISTRIBUTION_TOO_LARGE";

        var shares = _plan.Shares.Select(share => Side(
            share.Member.Length > 0 ? _book.Regime.Owed : _book.Regime.OwedToAll, -share.Fen, share.Member));
        if (total > 0)
            Enter([Side(LeafOf(_book.Regime.Distributed), total), .. shares]);

        return null;
    }

    private string? Settle()
    {
        var root = _book.Regime.Appropriated[^1];
        if (root != _book.Regime.Retained)
            CarryTree(root);

        return null;
    }

    private void CarryTree(string root) => Carry(
        _held.Where(detail => _book.Accounts[detail.Key.Account].IsWithin(root)), _book.Regime.Retained);

    // Each detail is closed by its opposite, and the sum is carried over.
    private void Carry(IEnumerable<KeyValuePair<(string Account, string Counterparty), long>> details, string target)
    {
        var closed = details.Where(detail => detail.Value is not 0)
            .OrderBy(detail => detail.Key.Account, StringComparer.Ordinal)
            .ThenBy(detail => detail.Key.Counterparty, StringComparer.Ordinal)
            .ToArray();
        var sum = closed.Sum(detail => detail.Value);
        var lines = closed.Select(detail => Side(detail.Key.Account, -detail.Value, detail.Key.Counterparty));
        Enter(sum is 0 ? [.. lines] : [.. lines, Side(target, sum)]);
    }

    private void Enter(IReadOnlyList<ModelLine> lines)
    {
        if (lines.Count is 0)
            return;

        _entries.Add(lines);
        foreach (var line in lines)
        {
            var detail = (line.Account, line.Counterparty);
            _held[detail] = _held.GetValueOrDefault(detail) + line.Debit - line.Credit;
        }
    }

    /// <summary>A leaf of the wanted name below an account, or where the account's automatic postings go.</summary>
    private string LeafOf(string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            var (root, name) = candidate.Split('/') is [var above, var wanted] ? (above, wanted) : (candidate, "");
            if (name.Length is 0)
                return _book.LeafFor(root);

            var named = _book.Accounts.Values.Where(account =>
                account.IsWithin(root) && account.Name == name && _book.IsLeaf(account.Code));
            if (named.MinBy(account => account.Code, StringComparer.Ordinal) is { } leaf)
                return leaf.Code;
        }

        return candidates[^1];
    }

    private static bool IsOfTheYear(DeskAccount account) => account.Kind is DeskKind.Income or DeskKind.Expense;

    private long Available() => CreditOf(account => account.IsWithin(_book.Regime.Distribution));

    private long CreditOf(Func<DeskAccount, bool> counts) =>
        -_held.Where(detail => counts(_book.Accounts[detail.Key.Account])).Sum(detail => detail.Value);

    private static ModelLine Side(string account, long fen, string counterparty = "") =>
        new(account, counterparty, Math.Max(0, fen), Math.Max(0, -fen));
}

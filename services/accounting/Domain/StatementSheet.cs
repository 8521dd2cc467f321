using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What a statement of one month is computed from.</summary>
internal sealed record StatementFacts
{
    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required Chart Chart { get; init; }

    public required IReadOnlyList<StatementFigure> Figures { get; init; }

    /// <summary>From the first day of the year before to the last of the month.</summary>
    public IReadOnlyList<CounterFlow> Flows { get; init; } = [];
}

/// <summary>A statement that was filled: an amount for each line and column, null where a cell stays blank.</summary>
internal sealed class StatementSheet
{
    private readonly StatementFacts _facts;
    private readonly ILookup<string, StatementFigure> _figures;
    private readonly ILookup<int, CounterFlow> _flows;
    private readonly Dictionary<int, IReadOnlyList<Money?>> _amounts = [];
    private readonly Dictionary<(string Account, int Sign), int> _uses = [];

    public StatementSheet(StatementForm form, StatementFacts facts)
    {
        Form = form;
        _facts = facts;
        _figures = facts.Figures.ToLookup(figure => Chart.AtLevel(figure.Account, 1), StringComparer.Ordinal);
        _flows = facts.Flows.ToLookup(LineOf);
        foreach (var line in form.Lines.Where(line => line.Line > 0))
            _amounts[line.Line] = [.. form.Columns.Select((column, index) => AmountOf(line, index, column.Measure))];
    }

    public StatementForm Form { get; }

    public IReadOnlyList<Money?> AmountsOf(StatementLine line) => _amounts.GetValueOrDefault(line.Line, []);

    /// <summary>The amount of a cell; zero where it is blank.</summary>
    public Money Cell(int line, Measure column)
    {
        var index = Form.Columns.ToList().FindIndex(candidate => candidate.Measure == column);
        return index >= 0 && _amounts.TryGetValue(line, out var amounts) && amounts[index] is { } amount
            ? amount
            : Money.Zero;
    }

    /// <summary>
    /// Accounts with an amount that no line shows, or that more than one does: nothing is dropped in silence.
    /// </summary>
    public IReadOnlyList<StrayFigure> Strays() =>
    [
        .. _facts.Figures.Where(figure => Form.Nature is not StatementNature.Cash && MustShow(figure))
            .Select(StrayOf)
            .OfType<StrayFigure>()
            .GroupBy(stray => stray.Account, StringComparer.Ordinal)
            .OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => new StrayFigure(
                account.Key, account.First().Lines, Money.Sum(account.Select(stray => stray.Amount)))),
    ];

    // The amount of the first column in which the figure is not shown exactly once; null where it always is.
    private StrayFigure? StrayOf(StatementFigure figure)
    {
        foreach (var column in Form.Columns)
        {
            var amount = figure.Of(column.Measure);
            var lines = amount.Fen is 0 ? 1 : UsesOf(figure.Account, Math.Sign(amount.Fen));
            if (lines is not 1)
                return new StrayFigure(figure.Account, lines, amount);
        }

        return null;
    }

    /// <summary>What each account adds to a line, sums followed down to their accounts; empty on flows.</summary>
    public IReadOnlyList<LineSource> SourcesOf(StatementLine line)
    {
        var found = new Dictionary<(string Account, string Counterparty), Money[]>();
        Collect(line, 1, found);
        return
        [
            .. found.Where(source => source.Value.Any(amount => amount.Fen is not 0))
                .OrderBy(source => source.Key.Account, StringComparer.Ordinal)
                .ThenBy(source => source.Key.Counterparty, StringComparer.Ordinal)
                .Select(source => new LineSource(source.Key.Account, source.Key.Counterparty, source.Value)),
        ];
    }

    private void Collect(StatementLine line, int sign, Dictionary<(string Account, string Counterparty), Money[]> found)
    {
        foreach (var part in line.Sum)
            Collect(Form.Find(Math.Abs(part))!, part < 0 ? -sign : sign, found);

        foreach (var (figure, term) in MatchesOf(line))
        {
            var amounts = Amounts(found, (figure.Account, figure.Counterparty));
            for (var index = 0; index < amounts.Length; index++)
                amounts[index] += Signed(figure.Of(term.Rule, Form.Columns[index].Measure), line.Side, sign);
        }

        for (var index = 0; index < Form.Columns.Count && line.Flow is not null; index++)
        {
            foreach (var flow in FlowsOf(line, Form.Columns[index].Measure))
                Amounts(found, (flow.Account, ""))[index] += sign < 0 ? -flow.Amount : flow.Amount;
        }
    }

    private Money[] Amounts(
        Dictionary<(string Account, string Counterparty), Money[]> found,
        (string Account, string Counterparty) key)
    {
        if (!found.TryGetValue(key, out var amounts))
            found[key] = amounts = new Money[Form.Columns.Count];

        return amounts;
    }

    private Money? AmountOf(StatementLine line, int index, Measure measure)
    {
        if (line.IsHeading || (line.YearOnly && measure is Measure.Month))
            return null;

        var sum = Money.Zero;
        foreach (var part in line.Sum)
        {
            var amount = _amounts[Math.Abs(part)][index] ?? Money.Zero;
            sum += part < 0 ? -amount : amount;
        }

        foreach (var (figure, term) in MatchesOf(line))
            sum += Signed(figure.Of(term.Rule, measure), line.Side, 1);

        return line.Flow is null ? sum : sum + Money.Sum(FlowsOf(line, measure).Select(flow => flow.Amount));
    }

    private IEnumerable<(StatementFigure Figure, StatementTerm Term)> MatchesOf(StatementLine line) =>
        from term in line.Terms
        from root in term.Accounts.Select(account => Chart.AtLevel(account, 1)).Distinct(StringComparer.Ordinal)
        from figure in _figures[root]
        where Fits(term, figure.Account)
        select (figure, term);

    private bool Fits(StatementTerm term, string account) => CounterFlows.Covers(term.Accounts, account)
        && (term.Named.Length is 0
            || _facts.Chart.NameOf(account).Contains(term.Named, StringComparison.Ordinal));

    private IEnumerable<CounterFlow> FlowsOf(StatementLine line, Measure measure)
    {
        var (first, last) = SpanOf(measure);
        return _flows[line.Line].Where(flow => flow.Date >= first && flow.Date <= last);
    }

    // The line that names the longest code; else the one that takes the rest; 0 where none does.
    private int LineOf(CounterFlow flow) => (
        from line in Form.Lines
        where line.Flow is { } term && term.Direction == flow.Direction
        let longest = line.Flow!.Accounts
            .Where(account => Chart.IsWithin(flow.Account, account))
            .Select(account => account.Length)
            .DefaultIfEmpty(line.Flow.Otherwise ? 0 : -1)
            .Max()
        where longest >= 0
        orderby longest descending
        select line.Line).FirstOrDefault();

    private (DateOnly First, DateOnly Last) SpanOf(Measure measure)
    {
        var last = _facts.Month.AddMonths(1).AddDays(-1);
        return measure switch
        {
            Measure.Month => (_facts.Month, last),
            Measure.LastYear => (new DateOnly(last.Year - 1, 1, 1), _facts.Month.AddYears(-1).AddMonths(1).AddDays(-1)),
            _ => (new DateOnly(last.Year, 1, 1), last),
        };
    }

    private bool MustShow(StatementFigure figure) => Form.Nature is StatementNature.Position
        || _facts.Chart.Find(figure.Account)?.Class is AccountClass.Income or AccountClass.Expense or null;

    private int UsesOf(string account, int sign)
    {
        if (!_uses.TryGetValue((account, sign), out var uses))
            _uses[(account, sign)] = uses = CountUses(account, sign);

        return uses;
    }

    private int CountUses(string account, int sign) => (
        from line in Form.Lines
        where !line.OfWhich
        from term in line.Terms
        where Fits(term, account) && term.Rule switch
        {
            TermRule.Amount => true,
            TermRule.DebitDetails => sign > 0,
            TermRule.CreditDetails => sign < 0,
            TermRule.Opening or TermRule.YearOpening => false,
        }
        select term).Count();

    private static Money Signed(Money net, Side side, int sign) => (side is Side.Credit) ^ (sign < 0) ? -net : net;
}

/// <summary>An account that not exactly one line shows; the amount is signed to debit.</summary>
internal sealed record StrayFigure(string Account, int Lines, Money Amount);

/// <summary>What one account adds to a line, in each column.</summary>
internal sealed record LineSource(string Account, string Counterparty, IReadOnlyList<Money> Amounts);

/// <summary>The result of a 勾稽关系.</summary>
internal sealed record CheckedRule(string Caption, Money Left, Money Right)
{
    public bool Holds => Left == Right;

    /// <summary>Compares the cells that a statement's rules name, on sheets of one book and month.</summary>
    public static IReadOnlyList<CheckedRule> Of(StatementSheet sheet, IReadOnlyCollection<StatementSheet> all) =>
    [
        .. sheet.Form.Checks.Select(rule => new CheckedRule(
            rule.Caption, Cell(rule.Left, sheet, all), Cell(rule.Right, sheet, all))),
    ];

    private static Money Cell(StatementPlace place, StatementSheet own, IEnumerable<StatementSheet> all)
    {
        var sheet = place.Statement.Length is 0
            ? own
            : all.First(one => string.Equals(one.Form.Statement, place.Statement, StringComparison.Ordinal));
        return sheet.Cell(place.Line, place.Column);
    }
}

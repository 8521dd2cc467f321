using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Statements;

/// <summary>Reads what statements are computed from.</summary>
internal static class StatementsStore
{
    /// <summary>What every account and counterparty held and moved, as the statements of a month ask.</summary>
    public static async Task<IReadOnlyList<StatementFigure>> FiguresAsync(
        Session session,
        DateOnly month,
        long? knownAt,
        CancellationToken cancellationToken)
    {
        var last = BusinessDate.WriteMonth(month);
        var rows = await session.QueryAsync<FigureRow>(
            $"""
            SELECT account, counterparty, CAST(SUM(debit - credit) AS BIGINT) AS closing,
              {Sum("month = '' OR month < @year", "year_opening")},
              {Sum("month = '' OR month < @month", "month_opening")},
              {Sum("month = '' OR month < @lastYear", "last_year_opening")},
              {Sum("month = @month", "month_net")},
              {Sum("month BETWEEN @year AND @month", "year_net")},
              {Sum("month BETWEEN @lastYear AND @lastYearMonth", "last_year_net")}
            FROM {BalancesStore.SourceOf(knownAt)} WHERE month <= @end
            GROUP BY account, counterparty
            """,
            new
            {
                month = last,
                end = LedgerMonth.EndOf(last),
                year = BusinessDate.WriteMonth(new DateOnly(month.Year, 1, 1)),
                lastYear = BusinessDate.WriteMonth(new DateOnly(month.Year - 1, 1, 1)),
                lastYearMonth = BusinessDate.WriteMonth(month.AddYears(-1)),
                KnownAt = knownAt ?? 0,
            },
            cancellationToken);
        return [.. rows.Select(row => row.ToFigure())];
    }

    /// <summary>
    /// Flows of some accounts from a day to another, one for each other account, direction and month.
    /// </summary>
    public static async Task<IReadOnlyList<CounterFlow>> FlowsAsync(
        Session session,
        FlowQuery query,
        CancellationToken cancellationToken)
    {
        var sums = new FlowSums(query.Scope);
        await foreach (var row in session.StreamAsync<FlowRow>(
            $"""
            SELECT p.sequence, v.accounting_date, v.kind, v.reverses, p.account, p.debit, p.credit
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE v.accounting_date BETWEEN @first AND @last AND v.word <> '期初' AND v.kind <> 'Opening'
              AND {Moving(query.Scope)}
              {(query.KnownAt is null ? "" : "AND v.recorded_at <= @KnownAt")}
            ORDER BY p.sequence, p.line
            """,
            new
            {
                first = BusinessDate.Write(query.First),
                last = BusinessDate.Write(query.Last),
                KnownAt = query.KnownAt ?? 0,
            },
            cancellationToken))
        {
            sums.Add(row);
        }

        return sums.Finish();
    }

    /// <summary>Vouchers that move some accounts within a span of days, behind a sequence.</summary>
    public static Task<IReadOnlyList<SourceRow>> VouchersAsync(
        Session session,
        SourceQuery query,
        CancellationToken cancellationToken) =>
        session.QueryAsync<SourceRow>(
            $"""
            SELECT v.sequence, v.id, v.word, v.number, v.accounting_date, v.summary,
              CAST(SUM(p.debit) AS BIGINT) AS debit, CAST(SUM(p.credit) AS BIGINT) AS credit
            FROM postings p JOIN vouchers v ON v.sequence = p.sequence
            WHERE p.account IN ({string.Join(", ", query.Accounts.Select((_, place) => $"@a{place}"))})
              AND v.sequence > @after AND {(query.WithOpening
                ? "(v.accounting_date BETWEEN @first AND @last OR v.word = '期初')"
                : "v.accounting_date BETWEEN @first AND @last AND v.word <> '期初'")}
              {(query.WithoutYearEnd ? NoClosedIncome : "")}
              {(query.KnownAt is null ? "" : "AND v.recorded_at <= @KnownAt")}
              {(query.Flow is null ? "" : $"AND {Moving(query.Flow)}")}
            GROUP BY v.sequence, v.id, v.word, v.number, v.accounting_date, v.summary
            ORDER BY v.sequence LIMIT @most
            """,
            query.Parameters(),
            cancellationToken);

    // What the year end takes from income and expense into the result is no movement of a performance statement.
    private const string NoClosedIncome =
        """
        AND NOT (v.kind = 'YearEnd'
          AND p.account IN (SELECT code FROM accounts WHERE account_class IN ('Income', 'Expense')))
        """;

    // Vouchers that move the flow's accounts.
    private static string Moving(FlowScope scope) =>
        $"""
        p.sequence IN (SELECT own.sequence FROM postings own WHERE own.account IN (
          SELECT code FROM accounts WHERE {Within(scope.Accounts)}))
        """;

    // The codes come from data files and charts, never from a request; a quote among them would be a broken file.
    private static string Within(IEnumerable<string> accounts) => string.Join(
        " OR ",
        accounts.Select(account => account.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.')
            ? $"code = '{account}' OR code LIKE '{account}.%'"
            : throw new ArgumentException($"{account} is no account.", nameof(accounts))));

    private static string Sum(string condition, string name) =>
        $"CAST(SUM(CASE WHEN {condition} THEN debit - credit ELSE 0 END) AS BIGINT) AS {name}";

    private sealed class FlowSums(FlowScope scope)
    {
        private readonly Dictionary<(string Account, FlowDirection Direction, DateOnly Month), Money> _sums = [];
        private readonly List<FlowLine> _voucher = [];
        private FlowRow? _row;

        public void Add(FlowRow row)
        {
            if (_row is not null && _row.Sequence != row.Sequence)
                End();

            _row = row;
            _voucher.Add(new FlowLine(row.Account, new Money(row.Debit), new Money(row.Credit)));
        }

        public IReadOnlyList<CounterFlow> Finish()
        {
            if (_row is not null)
                End();

            return
            [
                .. _sums.OrderBy(sum => sum.Key.Account, StringComparer.Ordinal)
                    .ThenBy(sum => sum.Key.Month)
                    .Select(sum => new CounterFlow(sum.Key.Account, sum.Key.Direction, sum.Key.Month, sum.Value)),
            ];
        }

        private void End()
        {
            var day = Day.Read(_row!.AccountingDate);
            var month = new DateOnly(day.Year, day.Month, 1);
            var isYearEnd = string.Equals(_row.Kind, nameof(VoucherKind.YearEnd), StringComparison.Ordinal);
            var mark = new FlowMark(month, _row.Reverses.Length > 0, isYearEnd);
            foreach (var flow in CounterFlows.Of(_voucher, mark, scope))
            {
                var key = (flow.Account, flow.Direction, month);
                _sums[key] = _sums.GetValueOrDefault(key) + flow.Amount;
            }

            _voucher.Clear();
        }
    }

    private sealed record FlowRow
    {
        public required long Sequence { get; init; }

        public required string AccountingDate { get; init; }

        public required string Kind { get; init; }

        public required string Reverses { get; init; }

        public required string Account { get; init; }

        public required long Debit { get; init; }

        public required long Credit { get; init; }
    }

    private sealed record FigureRow
    {
        public required string Account { get; init; }

        public required string Counterparty { get; init; }

        public required long Closing { get; init; }

        public required long YearOpening { get; init; }

        public required long MonthOpening { get; init; }

        public required long LastYearOpening { get; init; }

        public required long MonthNet { get; init; }

        public required long YearNet { get; init; }

        public required long LastYearNet { get; init; }

        public StatementFigure ToFigure() => new()
        {
            Account = Account,
            Counterparty = Counterparty,
            Closing = new Money(Closing),
            YearOpening = new Money(YearOpening),
            MonthOpening = new Money(MonthOpening),
            LastYearOpening = new Money(LastYearOpening),
            Month = new Money(MonthNet),
            Year = new Money(YearNet),
            LastYear = new Money(LastYearNet),
        };
    }
}

/// <summary>Whose flows, and when.</summary>
internal sealed record FlowQuery
{
    public required FlowScope Scope { get; init; }

    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    public long? KnownAt { get; init; }
}

/// <summary>Which vouchers stand behind a line.</summary>
internal sealed record SourceQuery
{
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>Only vouchers that move these accounts too; null for all.</summary>
    public FlowScope? Flow { get; init; }

    /// <summary>Whether the opening voucher counts too, whatever its date.</summary>
    public bool WithOpening { get; init; }

    /// <summary>Whether the entries that close income and expense into the result are left out.</summary>
    public bool WithoutYearEnd { get; init; }

    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    /// <summary>The sequence before the first one.</summary>
    public required long After { get; init; }

    public required int Most { get; init; }

    public long? KnownAt { get; init; }

    /// <summary>A parameter for each account, since the two databases take lists of values in different ways.</summary>
    public Dictionary<string, object> Parameters()
    {
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["after"] = After,
            ["most"] = Most,
            ["first"] = BusinessDate.Write(First),
            ["last"] = BusinessDate.Write(Last),
            ["KnownAt"] = KnownAt ?? 0,
        };
        foreach (var (place, account) in Accounts.Index())
            parameters[FormattableString.Invariant($"a{place}")] = account;

        return parameters;
    }
}

/// <summary>A voucher behind a line, with what it moves on the line's accounts.</summary>
internal sealed record SourceRow
{
    public required long Sequence { get; init; }

    public required string Id { get; init; }

    public required string Word { get; init; }

    public required long Number { get; init; }

    public required string AccountingDate { get; init; }

    public required string Summary { get; init; }

    public required long Debit { get; init; }

    public required long Credit { get; init; }
}

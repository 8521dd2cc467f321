using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>A month or a quarter that a village discloses: YYYY-MM, or YYYY-Q1 to YYYY-Q4.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="First">The first day of its first month.</param>
/// <param name="Last">The first day of its last month.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DisclosurePeriod(string Name, DateOnly First, DateOnly Last)
{
    /// <summary>What is published when a month is closed: the month, and its quarter behind its last one.</summary>
    public static IReadOnlyList<DisclosurePeriod> ClosedBy(DateOnly month) =>
        month.Month % 3 is 0 ? [OfMonth(month), OfQuarter(month.Year, month.Month / 3)] : [OfMonth(month)];

    public static bool TryRead(string text, out DisclosurePeriod period)
    {
        period = default;
        if (BusinessDate.TryReadMonth(text, out var month))
        {
            period = OfMonth(month);
        }
        else if (text is [_, _, _, _, '-', 'Q', >= '1' and <= '4']
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= 2000 and <= 2099)
        {
            period = OfQuarter(year, text[^1] - '0');
        }

        return period.Name is not null;
    }

    private static DisclosurePeriod OfMonth(DateOnly month) => new(BusinessDate.WriteMonth(month), month, month);

    private static DisclosurePeriod OfQuarter(int year, int quarter)
    {
        var last = new DateOnly(year, quarter * 3, 1);
        return new DisclosurePeriod(FormattableString.Invariant($"{year}-Q{quarter}"), last.AddMonths(-2), last);
    }
}

/// <summary>What a regime's sheets show besides cash, as it stands in a data file.</summary>
internal sealed record DisclosureForm
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required Regime Regime { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required string Source { get; init; }

    /// <summary>Vouchers that move at least so much cash or bank money are listed one by one, in fen.</summary>
    public required long BigItemFen { get; init; }

    /// <summary>Lines of statements.</summary>
    public required IReadOnlyList<DisclosedLine> Figures { get; init; }

    public static DisclosureForm Read(string json) => JsonSerializer.Deserialize<DisclosureForm>(json, Format)
        ?? throw new JsonException("The disclosure is empty.");
}

/// <summary>A line of a statement under the caption that villagers read.</summary>
internal sealed record DisclosedLine
{
    public required string Caption { get; init; }

    public required string Statement { get; init; }

    public required int Line { get; init; }

    public required Measure Column { get; init; }
}

/// <summary>A source or purpose and its amount.</summary>
internal sealed record DisclosedAmount(string Caption, Money Amount);

/// <summary>
/// Cash and bank over a period: what was there, what came in by source, what went out by purpose, what is left.
/// </summary>
internal sealed record CashDisclosure
{
    public required Money Opening { get; init; }

    public required IReadOnlyList<DisclosedAmount> Receipts { get; init; }

    public required IReadOnlyList<DisclosedAmount> Payments { get; init; }

    public required IReadOnlyList<DisclosedAmount> Balances { get; init; }

    public Money Closing => Opening + Sum(Receipts) - Sum(Payments);

    /// <summary>Puts flows of cash and bank accounts in order, named by the accounts on their other side.</summary>
    public static CashDisclosure Of(
        Chart chart,
        IReadOnlyList<CounterFlow> flows,
        IReadOnlyList<StatementFigure> first,
        IReadOnlyList<StatementFigure> last) => new()
        {
            Opening = Money.Sum(CashOf(chart, first).Select(figure => figure.MonthOpening)),
            Receipts = Named(chart, flows.Where(flow => flow.Direction is FlowDirection.In)),
            Payments = Named(chart, flows.Where(flow => flow.Direction is FlowDirection.Out)),
            Balances =
        [
            .. CashOf(chart, last).GroupBy(figure => figure.Account, StringComparer.Ordinal)
                .OrderBy(account => account.Key, StringComparer.Ordinal)
                .Select(account => new DisclosedAmount(
                    chart.NameOf(account.Key), Money.Sum(account.Select(figure => figure.Closing))))
                .Where(item => item.Amount.Fen is not 0),
        ],
        };

    /// <summary>The accounts of the first level that hold cash or bank money.</summary>
    public static IReadOnlyList<string> AccountsOf(Chart chart) =>
    [
        .. chart.Accounts.Where(account => account.Cash is not CashKind.None)
            .Select(account => Chart.AtLevel(account.Code, 1))
            .Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<StatementFigure> CashOf(Chart chart, IReadOnlyList<StatementFigure> figures)
    {
        var accounts = AccountsOf(chart);
        return figures.Where(figure => CounterFlows.Covers(accounts, figure.Account));
    }

    private static Money Sum(IEnumerable<DisclosedAmount> items) => Money.Sum(items.Select(item => item.Amount));

    private static IReadOnlyList<DisclosedAmount> Named(Chart chart, IEnumerable<CounterFlow> flows) =>
    [
        .. flows.GroupBy(flow => flow.Account, StringComparer.Ordinal)
            .OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => new DisclosedAmount(
                PathOf(chart, account.Key), Money.Sum(account.Select(flow => flow.Amount))))
            .Where(item => item.Amount.Fen is not 0),
    ];

    // 管理费用—办公费: a sub-account says little without the one above it.
    private static string PathOf(Chart chart, string code) => Chart.ParentOf(code) is { } parent
        ? $"{PathOf(chart, parent)}—{chart.NameOf(code)}"
        : chart.NameOf(code);
}

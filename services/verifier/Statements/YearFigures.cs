using System.Globalization;
using Region.Verifier.Packages;

namespace Region.Verifier.Statements;

/// <summary>
/// What the statements of a year are computed from: the vouchers, for each account and counterparty without the entries
/// of the year end; opening and closing balances come from the balances, which were re-added before.
/// </summary>
internal sealed class YearFigures
{
    private readonly string _year;
    private readonly Dictionary<(string Account, string Counterparty), Figure> _figures = [];
    private readonly Dictionary<PackedStatement, Flows> _flows = [];

    public YearFigures(int year, IReadOnlyList<PackedStatement> statements)
    {
        _year = year.ToString("D4", CultureInfo.InvariantCulture);
        foreach (var statement in statements)
        {
            if (statement.Flow is { } scope)
                _flows[statement] = new Flows(scope);
        }
    }

    public IEnumerable<((string Account, string Counterparty) Key, Figure Figure)> All =>
        _figures.Select(pair => (pair.Key, pair.Value));

    public void Add(PackedVoucher voucher)
    {
        if (voucher.IsOpening || !voucher.Date.StartsWith(_year, StringComparison.Ordinal))
            return;

        foreach (var flows in _flows.Values)
            flows.Add(voucher);

        if (voucher.IsYearEnd)
            return;

        var inDecember = voucher.Date.AsSpan(5, 2) is "12";
        foreach (var posting in voucher.Postings)
        {
            var key = (posting.Account, posting.Counterparty);
            var net = (Int128)posting.Debit - posting.Credit;
            var known = _figures.GetValueOrDefault(key) ?? new Figure();
            _figures[key] = known with { Year = known.Year + net, Month = known.Month + (inDecember ? net : 0) };
        }
    }

    public void Add(IEnumerable<PackedBalance> balances)
    {
        foreach (var row in balances)
        {
            var key = (row.Account, row.Counterparty);
            var known = _figures.GetValueOrDefault(key) ?? new Figure();
            _figures[key] = known with { Opening = known.Opening + row.Opening, Closing = known.Closing + row.Closing };
        }
    }

    public IEnumerable<Flow> FlowsOf(PackedStatement statement) =>
        _flows.TryGetValue(statement, out var flows) ? flows.All : [];
}

/// <summary>What one account and counterparty held and moved; all signed to debit.</summary>
internal sealed record Figure
{
    public Int128 Opening { get; init; }

    public Int128 Closing { get; init; }

    /// <summary>In December.</summary>
    public Int128 Month { get; init; }

    public Int128 Year { get; init; }

    /// <summary>What a term counts of it in a column.</summary>
    public Int128 Of(string rule, string measure) => (rule, measure) switch
    {
        ("YearOpening", _) => Opening,
        ("Opening", "Month") => Opening + Year - Month,
        ("Opening", _) => Opening,
        ("DebitDetails", _) => Int128.Max(Of("Amount", measure), 0),
        ("CreditDetails", _) => Int128.Min(Of("Amount", measure), 0),
        ("Amount", "Closing") => Closing,
        ("Amount", "YearOpening") => Opening,
        ("Amount", "Month") => Month,
        ("Amount", "Year") => Year,
        _ => throw new InvalidDataException($"不认识的取数规则 {rule} {measure}。"),
    };
}

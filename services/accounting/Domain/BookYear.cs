using System.Globalization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What a book held, moved and holds in one year, by account detail and by month.</summary>
internal sealed class BookYear
{
    private readonly string _first;
    private readonly string _last;
    private readonly IReadOnlyDictionary<BalanceKey, Turnover> _balances;

    /// <param name="year">The calendar year, which is the accounting year.</param>
    /// <param name="balances">Every balance that the book keeps.</param>
    public BookYear(int year, IReadOnlyDictionary<BalanceKey, Turnover> balances)
    {
        Year = year;
        _first = FormattableString.Invariant($"{year:D4}-01");
        _last = LedgerMonth.YearEnd(year);
        _balances = balances;
    }

    public int Year { get; }

    /// <summary>One line for each account detail that held or moved anything, in the order of the codes.</summary>
    public IReadOnlyList<YearLine> Lines() => [.. Add(_balances, key => key with { Month = "" }, _first, _last)];

    /// <summary>One line for each account and month (科目余额及发生额); the year end counts in December.</summary>
    public IEnumerable<(string Month, YearLine Line)> AccountMonths()
    {
        for (var month = 1; month <= 12; month++)
        {
            var name = FormattableString.Invariant($"{Year:D4}-{month:D2}");
            var lines = Add(
                _balances, key => new BalanceKey { Account = key.Account, Month = "" }, name, LedgerMonth.EndOf(name));
            foreach (var line in lines)
                yield return (name, line);
        }
    }

    private static IEnumerable<YearLine> Add(
        IReadOnlyDictionary<BalanceKey, Turnover> balances,
        Func<BalanceKey, BalanceKey> group,
        string first,
        string last)
    {
        var lines = new Dictionary<BalanceKey, YearLine>();
        foreach (var (key, moved) in balances.Where(pair => string.CompareOrdinal(pair.Key.Month, last) <= 0))
        {
            var detail = group(key);
            var line = lines.GetValueOrDefault(detail) ?? new YearLine { Key = detail };
            var before = key.Month.Length is 0 || string.CompareOrdinal(key.Month, first) < 0;
            lines[detail] = before ? line.Begun(moved) : line with { Moved = line.Moved + moved };
        }

        return lines.Values
            .Where(line => !line.IsEmpty)
            .OrderBy(line => line.Key.Account, StringComparer.Ordinal)
            .ThenBy(line => line.Key.Counterparty, StringComparer.Ordinal)
            .ThenBy(line => line.Key.Project, StringComparer.Ordinal)
            .ThenBy(line => line.Key.Stock, StringComparer.Ordinal);
    }

    /// <summary>The first and last day of a year.</summary>
    public static (string First, string Last) Days(int year) =>
        (string.Create(CultureInfo.InvariantCulture, $"{year:D4}-01-01"),
            string.Create(CultureInfo.InvariantCulture, $"{year:D4}-12-31"));
}

/// <summary>What one account detail held at the beginning, moved, and holds at the end.</summary>
internal sealed record YearLine
{
    public required BalanceKey Key { get; init; }

    /// <summary>Signed to debit.</summary>
    public Money Opening { get; init; }

    /// <summary>Thousandths of the stock item's unit, signed to debit.</summary>
    public long OpeningQuantity { get; init; }

    public Turnover Moved { get; init; }

    public Money Closing => Opening + Moved.Debit - Moved.Credit;

    public long ClosingQuantity => checked(OpeningQuantity + Moved.DebitQuantity - Moved.CreditQuantity);

    public bool IsEmpty => Opening.Fen is 0 && OpeningQuantity is 0 && Moved == default;

    /// <summary>The line with a movement of earlier times in its opening balance.</summary>
    public YearLine Begun(Turnover earlier) => this with
    {
        Opening = Opening + earlier.Debit - earlier.Credit,
        OpeningQuantity = checked(OpeningQuantity + earlier.DebitQuantity - earlier.CreditQuantity),
    };
}

using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What an account and counterparty held and moved in a span of months.</summary>
internal sealed record BalanceLine
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    /// <summary>Signed to debit: positive is debit, negative is credit.</summary>
    public required Money Opening { get; init; }

    public required Money Debit { get; init; }

    public required Money Credit { get; init; }

    public Money Closing => Opening + Debit - Credit;

    /// <summary>Whether there is anything to show: an account with a balance stays, even without a movement.</summary>
    public bool IsEmpty => Opening.Fen is 0 && Debit.Fen is 0 && Credit.Fen is 0;

    /// <summary>
    /// The lines in order, those of deeper accounts added up under the account of this level; level 0 keeps them.
    /// </summary>
    public static IReadOnlyList<BalanceLine> AtLevel(IEnumerable<BalanceLine> lines, int level) =>
    [
        .. lines
            .GroupBy(line => line with
            {
                Account = Chart.AtLevel(line.Account, level),
                Opening = Money.Zero,
                Debit = Money.Zero,
                Credit = Money.Zero,
            })
            .Select(group => group.Key with
            {
                Opening = Money.Sum(group.Select(line => line.Opening)),
                Debit = Money.Sum(group.Select(line => line.Debit)),
                Credit = Money.Sum(group.Select(line => line.Credit)),
            })
            .Where(line => !line.IsEmpty)
            .OrderBy(line => line.Account, StringComparer.Ordinal)
            .ThenBy(line => line.Counterparty, StringComparer.Ordinal)
            .ThenBy(line => line.Project, StringComparer.Ordinal)
            .ThenBy(line => line.Stock, StringComparer.Ordinal),
    ];
}

/// <summary>Which trial balance is asked for.</summary>
internal sealed record BalanceQuery
{
    /// <summary>YYYY-MM, or empty for the beginning.</summary>
    public required string FromMonth { get; init; }

    /// <summary>YYYY-MM, or empty for the end.</summary>
    public required string ToMonth { get; init; }

    /// <summary>0 for the accounts that are posted to, 1 for those of the first level and so on.</summary>
    public int Level { get; init; }

    public BalanceItems SplitBy { get; init; } = BalanceItems.Counterparty;

    /// <summary>Unix milliseconds: only vouchers recorded until then; null for all.</summary>
    public long? KnownAt { get; init; }

    /// <summary>The last month of the balances that counts.</summary>
    public string LastMonth => ToMonth.Length > 0 ? LedgerMonth.EndOf(ToMonth) : "9999-99";
}

/// <summary>What a balance is split by besides its account.</summary>
[Flags]
internal enum BalanceItems
{
    None = 0,
    Counterparty = 1,
    Project = 2,
    Stock = 4,
}

/// <summary>What the balances that a book keeps up with every voucher are kept by.</summary>
internal sealed record BalanceKey
{
    public required string Account { get; init; }

    public string Counterparty { get; init; } = "";

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    /// <summary>Empty for the opening balances, which no month moves; see <see cref="LedgerMonth"/>.</summary>
    public required string Month { get; init; }

    /// <summary>Where a posting of a voucher counts.</summary>
    public static BalanceKey Of(Draft content, Posting posting) => new()
    {
        Account = posting.Account,
        Counterparty = posting.Counterparty,
        Project = posting.Project,
        Stock = posting.Stock,
        Month = LedgerMonth.Of(content),
    };
}

/// <summary>
/// The months of the balances: YYYY-MM, and YYYY-13 for the entries of the year end, which come after December.
/// </summary>
internal static class LedgerMonth
{
    public static string Of(Draft content) => content.Kind switch
    {
        VoucherKind.Opening => "",
        VoucherKind.YearEnd => YearEnd(content.Date.Year),
        _ => BusinessDate.WriteMonth(content.Date),
    };

    public static string YearEnd(int year) => FormattableString.Invariant($"{year:D4}-13");

    /// <summary>The last month to read for a span that ends with this one: December brings its year end.</summary>
    public static string EndOf(string month) =>
        month.EndsWith("-12", StringComparison.Ordinal) ? $"{month[..5]}13" : month;
}

/// <summary>Debit and credit of one <see cref="BalanceKey"/>, with the quantities of its stock item.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Turnover(Money Debit, Money Credit, long DebitQuantity = 0, long CreditQuantity = 0)
{
    public static Turnover operator +(Turnover left, Turnover right) => new(
        left.Debit + right.Debit,
        left.Credit + right.Credit,
        checked(left.DebitQuantity + right.DebitQuantity),
        checked(left.CreditQuantity + right.CreditQuantity));

    /// <summary>What a voucher moves, one entry for each key.</summary>
    public static IReadOnlyDictionary<BalanceKey, Turnover> Of(Draft content)
    {
        var moved = new Dictionary<BalanceKey, Turnover>();
        foreach (var posting in content.Postings)
        {
            var key = BalanceKey.Of(content, posting);
            moved[key] = moved.GetValueOrDefault(key) + Of(posting);
        }

        return moved;
    }

    /// <summary>What one line moves.</summary>
    public static Turnover Of(Posting posting)
    {
        var quantity = posting.Quantity.Thousandths;
        return posting.Debit.Fen is not 0
            ? new Turnover(posting.Debit, Money.Zero, quantity, 0)
            : new Turnover(Money.Zero, posting.Credit, 0, quantity);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>A line of a voucher as the books show it.</summary>
internal sealed record DetailEntry
{
    public required long Sequence { get; init; }

    public required long Line { get; init; }

    public required string VoucherId { get; init; }

    public required string Word { get; init; }

    public required int Number { get; init; }

    public required DateOnly Date { get; init; }

    public required string Summary { get; init; }

    public required Posting Posting { get; init; }

    /// <summary>对方科目: codes of the accounts on the other side of the voucher.</summary>
    public IReadOnlyList<string> CounterAccounts { get; init; } = [];

    public DetailPlace Place => new(Date, Sequence, Line);
}

/// <summary>Where a line stands in the order of a detail ledger: by date, then as recorded.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DetailPlace(DateOnly Date, long Sequence, long Line)
{
    /// <summary>Before every line of a day.</summary>
    public static DetailPlace Before(DateOnly day) => new(day, 0, 0);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{BusinessDate.Write(Date)}.{Sequence}.{Line}");

    public static bool TryRead(string text, out DetailPlace place)
    {
        place = default;
        var parts = text.Split('.');
        if (parts.Length is not 3
            || !BusinessDate.TryRead(parts[0], out var date)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var line))
        {
            return false;
        }

        place = new DetailPlace(date, sequence, line);
        return true;
    }
}

/// <summary>What an account held and had moved at a place of its ledger.</summary>
internal sealed record LedgerStanding
{
    /// <summary>The last day that is counted.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Signed to debit.</summary>
    public required Money Balance { get; init; }

    /// <summary>Thousandths, signed to debit.</summary>
    public long Quantity { get; init; }

    public Turnover Day { get; init; }

    public Turnover Month { get; init; }

    public Turnover Year { get; init; }

    public bool HoldsNothing => Balance == Money.Zero && Quantity is 0;

    /// <summary>The standing behind one more line, which is not before this one.</summary>
    public LedgerStanding After(DetailEntry entry)
    {
        var moved = Turnover.Of(entry.Posting);
        var sameYear = entry.Date.Year == Date.Year;
        var sameMonth = sameYear && entry.Date.Month == Date.Month;
        return new LedgerStanding
        {
            Date = entry.Date,
            Balance = Balance + moved.Debit - moved.Credit,
            Quantity = checked(Quantity + moved.DebitQuantity - moved.CreditQuantity),
            Day = entry.Date == Date ? Day + moved : moved,
            Month = sameMonth ? Month + moved : moved,
            Year = sameYear ? Year + moved : moved,
        };
    }
}

/// <summary>A row of a detail ledger (明细账) or journal (日记账).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Entry">The line of a voucher; null on all other rows.</param>
/// <param name="Moved">Debit and credit of the line, or of the span that a total is about.</param>
/// <param name="Standing">What the account holds behind this row.</param>
internal sealed record DetailRow(DetailRowKind Kind, DetailEntry? Entry, Turnover Moved, LedgerStanding Standing);

internal enum DetailRowKind
{
    /// <summary>期初余额.</summary>
    Opening = 1,

    /// <summary>承前页.</summary>
    BroughtForward = 2,

    Voucher = 3,

    /// <summary>本日合计.</summary>
    DayTotal = 4,

    /// <summary>本月合计.</summary>
    MonthTotal = 5,

    /// <summary>本年累计.</summary>
    YearTotal = 6,

    /// <summary>过次页.</summary>
    CarriedForward = 7,

    /// <summary>上年结转: the balance with which a year begins.</summary>
    YearBroughtForward = 8,

    /// <summary>结转下年: the balance with which a closed year ends.</summary>
    YearCarriedForward = 9,
}

/// <summary>A page of a ledger: its lines in order, what stood before them, and whether more come.</summary>
internal sealed record DetailPage
{
    public required LedgerStanding Start { get; init; }

    public required bool IsFirst { get; init; }

    public required IReadOnlyList<DetailEntry> Entries { get; init; }

    /// <summary>The first line behind this page; null where the span ends.</summary>
    public required DetailEntry? Next { get; init; }

    /// <summary>Whether every day is balanced, as the journals of cash and bank are (逐日结出余额).</summary>
    public required bool Daily { get; init; }

    /// <summary>Whether the span ends with the last day of a closed year.</summary>
    public bool EndsYear { get; init; }

    /// <summary>
    /// The rows of the page with the totals of every day, month and year that ends on it, and the balances that go over
    /// from one year into the next (会计基础工作规范第六十三条). They do not depend on where the pages are cut.
    /// </summary>
    public IReadOnlyList<DetailRow> Rows()
    {
        var standing = Start;
        var rows = new List<DetailRow>(Entries.Count + 4)
        {
            IsFirst
                ? new DetailRow(FirstOf(standing), null, default, standing)
                : new DetailRow(DetailRowKind.BroughtForward, null, standing.Month, standing),
        };
        for (var index = 0; index < Entries.Count; index++)
        {
            var entry = Entries[index];
            standing = standing.After(entry);
            rows.Add(new DetailRow(DetailRowKind.Voucher, entry, Turnover.Of(entry.Posting), standing));
            AddTotals(rows, standing, index + 1 < Entries.Count ? Entries[index + 1] : Next);
        }

        if (Next is not null)
            rows.Add(new DetailRow(DetailRowKind.CarriedForward, null, standing.Month, standing));
        else if (EndsYear)
            GoOver(rows, standing, DetailRowKind.YearCarriedForward);

        return rows;
    }

    private static DetailRowKind FirstOf(LedgerStanding standing) =>
        standing is { Date: { Month: 1, Day: 1 }, HoldsNothing: false }
            ? DetailRowKind.YearBroughtForward
            : DetailRowKind.Opening;

    /// <summary>An account that holds nothing has nothing to carry over.</summary>
    private static void GoOver(List<DetailRow> rows, LedgerStanding standing, params DetailRowKind[] kinds)
    {
        if (!standing.HoldsNothing)
            rows.AddRange(kinds.Select(kind => new DetailRow(kind, null, default, standing)));
    }

    private void AddTotals(List<DetailRow> rows, LedgerStanding standing, DetailEntry? next)
    {
        var day = standing.Date;
        if (Daily && next?.Date != day)
            rows.Add(new DetailRow(DetailRowKind.DayTotal, null, standing.Day, standing));

        if (next is null || next.Date.Year != day.Year || next.Date.Month != day.Month)
        {
            rows.Add(new DetailRow(DetailRowKind.MonthTotal, null, standing.Month, standing));
            rows.Add(new DetailRow(DetailRowKind.YearTotal, null, standing.Year, standing));
        }

        if (next is not null && next.Date.Year != day.Year)
            GoOver(rows, standing, DetailRowKind.YearCarriedForward, DetailRowKind.YearBroughtForward);
    }
}

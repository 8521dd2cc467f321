using System.Globalization;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Reads a bank's statement and joins it to what is known of the account.</summary>
internal static class BankStatement
{
    private const int MaximumRefusals = 50;
    private const int MaximumText = 200;

    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyyMMdd", "yyyy/M/d", "yyyy/MM/dd", "yyyy.M.d", "yyyy-M-d", "yyyy年M月d日"];

    /// <summary>
    /// The rows from the oldest to the newest, whichever way the bank lists them. Each balance must be the one before
    /// it and the row's amount.
    /// </summary>
    public static Decision<IReadOnlyList<StatementRow>, Refusal> Read(
        IReadOnlyList<StatementCells> cells,
        StatementLayout layout)
    {
        if (cells.Count is 0)
            return Refusal.StatementEmpty.On("table");

        if (MissingColumn(cells, layout) is { } missing)
            return missing;

        var rows = cells.Select(row => Row(row, layout)).ToArray();
        var refused = rows.SelectMany(row => row.Refusals).Take(MaximumRefusals).ToArray();
        return refused.Length > 0 ? refused : Ordered([.. rows.Select(row => row.Value)]);
    }

    /// <summary>
    /// Which rows are new. Rows that are in already are recognised by day, amount, balance and, where both have one,
    /// the bank's reference. What is new must continue the newest row, or end where the oldest one begins.
    /// </summary>
    public static Decision<StatementJoin, Refusal> Join(KnownRows known, IReadOnlyList<StatementRow> rows)
    {
        var left = known.Within.ToList();
        var isNew = rows.Select(row => !TakeKnown(left, row)).ToArray();
        var added = rows.Where((_, index) => isNew[index]).ToArray();
        var join = new StatementJoin(added, rows.Count - added.Length, known.First is null);
        if (added.Length is 0 || known.First is not { } first || known.Last is not { } last)
            return join;

        var begin = Array.IndexOf(isNew, true);
        var end = Array.LastIndexOf(isNew, true);
        var together = end - begin + 1 == added.Length;
        if (together && end == rows.Count - 1 && added[0].Before == last.Balance && added[0].Date >= last.Date)
            return join;

        if (together && begin is 0 && added[^1].Balance == first.Before && added[^1].Date < first.Date)
            return join with { IsStart = true };

        return Refusal.StatementGap.On(
            FormattableString.Invariant($"第{added[0].Number}行 余额"),
            $"本次 {BusinessDate.Write(added[0].Date)} 之前余额 {added[0].Before}，"
                + $"已导入到 {BusinessDate.Write(last.Date)} 余额 {last.Balance}");
    }

    private static bool TakeKnown(List<StatementRow> left, StatementRow row)
    {
        var index = left.FindIndex(known =>
            known.Date == row.Date
            && known.Amount == row.Amount
            && known.Balance == row.Balance
            && (known.Reference.Length is 0 || row.Reference.Length is 0
                || string.Equals(known.Reference, row.Reference, StringComparison.Ordinal)));
        if (index >= 0)
            left.RemoveAt(index);

        return index >= 0;
    }

    private static Refused<Refusal>? MissingColumn(IReadOnlyList<StatementCells> cells, StatementLayout layout)
    {
        if (cells.All(row => row.Date.Length is 0))
            return Refusal.StatementColumnMissing.On("交易日期", string.Join('、', layout.Date));

        if (cells.All(row => row.Balance.Length is 0))
            return Refusal.StatementColumnMissing.On("余额", string.Join('、', layout.Balance));

        return cells.All(row => row.In.Length is 0 && row.Out.Length is 0 && row.Amount.Length is 0)
            ? Refusal.StatementColumnMissing.On("收入/支出", string.Join('、', layout.In.Concat(layout.Out)))
            : null;
    }

    private static Decision<StatementRow, Refusal> Row(StatementCells cells, StatementLayout layout)
    {
        if (!TryReadDate(cells.Date, out var date))
            return Refusal.StatementDateInvalid.On(cells.Field("交易日期"), cells.Date);

        if (Amount(cells, layout) is not { Fen: not 0 } amount)
        {
            return Refusal.StatementAmountInvalid.On(
                cells.Field("收入/支出"), $"{cells.In} {cells.Out} {cells.Amount} {cells.Direction}".Trim());
        }

        if (!TryReadYuan(cells.Balance, out var balance) || cells.Balance.Length is 0)
            return Refusal.StatementAmountInvalid.On(cells.Field("余额"), cells.Balance);

        return new StatementRow
        {
            Number = cells.Number,
            Date = date,
            Summary = Text(cells.Summary),
            Counterparty = Text(cells.Counterparty),
            Reference = Text(cells.Reference),
            Amount = amount,
            Balance = balance,
        };
    }

    private static string Text(string cell) => PlainText.Shorten(PlainText.Of(cell), MaximumText);

    // Positive where money came in; null where the row does not say one amount.
    private static Money? Amount(StatementCells cells, StatementLayout layout)
    {
        if (!TryReadYuan(cells.In, out var came) || !TryReadYuan(cells.Out, out var went)
            || !TryReadYuan(cells.Amount, out var amount))
        {
            return null;
        }

        if (came.Fen is not 0 ^ went.Fen is not 0)
            return came - went;

        if (came.Fen is not 0 || cells.Direction.Length is 0)
            return came.Fen is 0 ? amount : null;

        if (layout.InWords.Contains(cells.Direction, StringComparer.OrdinalIgnoreCase))
            return amount;

        return layout.OutWords.Contains(cells.Direction, StringComparer.OrdinalIgnoreCase) ? -amount : null;
    }

    private static bool TryReadYuan(string cell, out Money amount)
    {
        amount = Money.Zero;
        var text = cell.Replace("¥", "", StringComparison.Ordinal).Replace("￥", "", StringComparison.Ordinal).Trim();
        return text is "" or "-" or "--" || (Yuan.TryRead(text, out amount)
            && amount.Fen is >= -Bookkeeping.MaximumFen and <= Bookkeeping.MaximumFen);
    }

    // Many banks write the time behind the day.
    private static bool TryReadDate(string cell, out DateOnly date)
    {
        var day = cell.Split([' ', 'T'], 2)[0];
        if (day.Length is 14 && day.All(char.IsAsciiDigit))
            day = day[..8];

        return DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && date.Year is >= 2000 and <= 2099;
    }

    private static Decision<IReadOnlyList<StatementRow>, Refusal> Ordered(StatementRow[] rows)
    {
        StatementRow[] turned = [.. rows.Reverse()];
        var newestFirst = Break(rows) is not null && (Break(turned) is null || rows[0].Date > rows[^1].Date);
        var ordered = newestFirst ? turned : rows;
        if (Break(ordered) is { } broken)
        {
            var (before, row) = (ordered[broken - 1], ordered[broken]);
            return Refusal.StatementDoesNotAddUp.On(
                FormattableString.Invariant($"第{row.Number}行 余额"),
                $"{before.Balance} 加 {row.Amount} 应为 {before.Balance + row.Amount}，表中为 {row.Balance}");
        }

        for (var index = 1; index < ordered.Length; index++)
        {
            if (ordered[index].Date < ordered[index - 1].Date)
            {
                return Refusal.StatementOutOfOrder.On(
                    FormattableString.Invariant($"第{ordered[index].Number}行 交易日期"),
                    BusinessDate.Write(ordered[index].Date));
            }
        }

        return ordered;
    }

    // The first row whose balance does not follow from the row before it.
    private static int? Break(StatementRow[] rows)
    {
        for (var index = 1; index < rows.Length; index++)
        {
            if (rows[index].Before != rows[index - 1].Balance)
                return index;
        }

        return null;
    }
}

/// <summary>One row of a statement that could be read.</summary>
internal sealed record StatementRow
{
    /// <summary>The row of the table, as a spreadsheet counts it; 0 where it was read from the store.</summary>
    public required int Number { get; init; }

    public required DateOnly Date { get; init; }

    public string Summary { get; init; } = "";

    public string Counterparty { get; init; } = "";

    public string Reference { get; init; } = "";

    /// <summary>Positive: money came in.</summary>
    public required Money Amount { get; init; }

    /// <summary>What the account held after it.</summary>
    public required Money Balance { get; init; }

    /// <summary>What the account held before it.</summary>
    public Money Before => Balance - Amount;
}

/// <summary>What is known of an account: its oldest and newest row, and the rows of the days in question.</summary>
internal sealed record KnownRows(StatementRow? First, StatementRow? Last, IReadOnlyList<StatementRow> Within);

/// <summary>The new rows of a statement.</summary>
/// <param name="Added">In their order.</param>
/// <param name="Known">How many rows were in before.</param>
/// <param name="IsStart">Whether nothing of the account was in before the new rows.</param>
internal sealed record StatementJoin(IReadOnlyList<StatementRow> Added, int Known, bool IsStart);

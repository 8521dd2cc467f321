using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Finds which row of the statement is which entry of the book.</summary>
internal static class BankMatching
{
    public const int MostParts = 200;

    /// <summary>Banks carry out within days what was written down; a cheque may take ten.</summary>
    public const int WindowDays = 10;

    private const int ShortestReference = 4;
    private const int ShortestName = 2;

    /// <summary>
    /// Pairs that are beyond doubt: the amount is the same, the days are near, and neither side has another candidate.
    /// A reference, a name or the same day may decide between several. An entry and its red counterpart cancel out.
    /// </summary>
    public static IReadOnlyList<BankPairing> Pair(IReadOnlyList<OpenLine> lines, IReadOnlyList<OpenEntry> entries)
    {
        var found = new List<BankPairing>();
        var left = (Lines: lines.ToList(), Entries: entries.ToList());
        Cancel(left.Entries, found);
        Func<OpenLine, OpenEntry, bool>[] passes =
            [SharesReference, static (_, _) => true, SharesName, IsSameDay, static (_, _) => true];
        foreach (var pass in passes)
            PairBy(pass, left.Lines, left.Entries, found);

        return found;
    }

    /// <summary>
    /// Allows a match by hand: equal sums, with one part on one side at least, or parts of one side that cancel out.
    /// Rows that carry out what was outstanding before the first statement have no entry, but a reason.
    /// </summary>
    public static Refused<Refusal>? Refuse(
        IReadOnlyList<OpenLine> lines,
        IReadOnlyList<OpenEntry> entries,
        bool clearsStart,
        string reason)
    {
        var counts = FormattableString.Invariant($"对账单 {lines.Count} 笔，凭证 {entries.Count} 笔");
        if (lines.Count > MostParts || entries.Count > MostParts || (lines.Count > 1 && entries.Count > 1))
            return Refusal.MatchTooLarge.On("statement_line_ids", counts);

        if (!PlainText.IsPlain(reason) || reason.Length > Reversal.MaximumReason)
            return Refusal.ReasonInvalid.On("reason", reason);

        if (clearsStart)
        {
            return lines.Count > 0 && entries.Count is 0 && reason.Length > 0
                ? null
                : Refusal.MatchEmpty.On("clears_start", counts);
        }

        if (lines.Count + entries.Count < 2)
            return Refusal.MatchEmpty.On("statement_line_ids", counts);

        var atBank = Money.Sum(lines.Select(line => line.Amount));
        var inBook = Money.Sum(entries.Select(entry => entry.Amount));
        return atBank == inBook
            ? null
            : Refusal.MatchUnequal.On("entries", $"对账单 {atBank}，凭证 {inBook}");
    }

    private static void Cancel(List<OpenEntry> entries, List<BankPairing> found)
    {
        foreach (var red in entries.Where(entry => entry.Reverses.Length > 0).ToArray())
        {
            var original = entries.Find(entry => entry.Amount == -red.Amount
                && string.Equals(entry.VoucherId, red.Reverses, StringComparison.Ordinal));
            if (original is null)
                continue;

            found.Add(new BankPairing([], [original, red]));
            entries.Remove(original);
            entries.Remove(red);
        }
    }

    private static void PairBy(
        Func<OpenLine, OpenEntry, bool> agrees,
        List<OpenLine> lines,
        List<OpenEntry> entries,
        List<BankPairing> found)
    {
        var byAmount = entries.ToLookup(entry => entry.Amount);
        var candidates = lines.ToDictionary(
            line => line,
            line => byAmount[line.Amount].Where(entry => IsNear(line, entry) && agrees(line, entry)).ToArray());
        var wanted = candidates.Values.SelectMany(entry => entry).GroupBy(entry => entry)
            .ToDictionary(group => group.Key, group => group.Count());
        foreach (var (line, only) in candidates.Where(pair => pair.Value is [var one] && wanted[one] is 1))
        {
            found.Add(new BankPairing([line], [only[0]]));
            lines.Remove(line);
            entries.Remove(only[0]);
        }
    }

    private static bool IsNear(OpenLine line, OpenEntry entry) =>
        Math.Abs(line.Date.DayNumber - entry.Date.DayNumber) <= WindowDays;

    private static bool IsSameDay(OpenLine line, OpenEntry entry) => line.Date == entry.Date;

    private static bool SharesReference(OpenLine line, OpenEntry entry) =>
        line.Reference.Length >= ShortestReference
        && entry.Text.Contains(line.Reference, StringComparison.OrdinalIgnoreCase);

    private static bool SharesName(OpenLine line, OpenEntry entry) =>
        line.Counterparty.Length >= ShortestName
        && entry.Text.Contains(line.Counterparty, StringComparison.Ordinal);
}

/// <summary>A row of the statement that is not matched.</summary>
internal sealed record OpenLine
{
    public required string Id { get; init; }

    public required DateOnly Date { get; init; }

    public required Money Amount { get; init; }

    public string Reference { get; init; } = "";

    public string Counterparty { get; init; } = "";
}

/// <summary>A line of a voucher on a bank account that is not matched.</summary>
internal sealed record OpenEntry
{
    public required string VoucherId { get; init; }

    /// <summary>The line of the voucher, counted from 1.</summary>
    public required int Line { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Positive: debit.</summary>
    public required Money Amount { get; init; }

    /// <summary>The voucher that its red voucher cancels; else empty.</summary>
    public string Reverses { get; init; } = "";

    /// <summary>Summary, document and counterparties, to look for references and names in.</summary>
    public string Text { get; init; } = "";
}

/// <summary>What belongs together.</summary>
internal sealed record BankPairing(IReadOnlyList<OpenLine> Lines, IReadOnlyList<OpenEntry> Entries);

/// <summary>
/// 银行存款余额调节表: what one side has and the other has not is added to the other; then both must be the same.
/// </summary>
internal sealed record Reconciliation
{
    public required Money Book { get; init; }

    public required Money Bank { get; init; }

    /// <summary>Rows of the statement that the book has not.</summary>
    public required Money BankOnly { get; init; }

    /// <summary>Entries of the book that the statement has not.</summary>
    public required Money BookOnly { get; init; }

    /// <summary>
    /// What the bank had not carried out when its first statement began, less what it has carried out since.
    /// </summary>
    public required Money Outstanding { get; init; }

    public Money AdjustedBook => Book + BankOnly;

    public Money AdjustedBank => Bank + BookOnly + Outstanding;

    public Money Difference => AdjustedBook - AdjustedBank;
}

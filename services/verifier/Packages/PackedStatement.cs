namespace Region.Verifier.Packages;

/// <summary>A statement of December with the formulas that it says it was computed by.</summary>
internal sealed record PackedStatement
{
    public required string Statement { get; init; }

    public required string Title { get; init; }

    public required int Version { get; init; }

    /// <summary>Whose movements the lines explain; null where none do.</summary>
    public required PackedScope? Flow { get; init; }

    public required IReadOnlyList<PackedColumn> Columns { get; init; }

    public required IReadOnlyList<PackedLine> Lines { get; init; }
}

/// <summary>A column; its measure is Closing, YearOpening, Month, Year or LastYear.</summary>
internal sealed record PackedColumn(string Caption, string Measure);

/// <summary>
/// Whose movements are explained: the side (Debit or Credit) is the one on which something comes in, and what stands
/// inside is no flow when it stands against the accounts at the year end.
/// </summary>
internal sealed record PackedScope(IReadOnlyList<string> Accounts, string Side, IReadOnlyList<string> Inside);

/// <summary>
/// Accounts with those below them, by the rule Amount, DebitDetails, CreditDetails, Opening or YearOpening; only those
/// whose name holds a text, where one is given.
/// </summary>
internal sealed record PackedTerm(IReadOnlyList<string> Accounts, string Rule, string Named);

/// <summary>What came from (In) or went to (Out) some accounts, or what no other line of the direction names.</summary>
internal sealed record PackedFlow(string Direction, IReadOnlyList<string> Accounts, bool Otherwise);

/// <summary>A line; without a number it is a heading.</summary>
internal sealed record PackedLine
{
    public required int Line { get; init; }

    public required string Caption { get; init; }

    public required string Side { get; init; }

    public required bool YearOnly { get; init; }

    public required IReadOnlyList<PackedTerm> Terms { get; init; }

    /// <summary>Lines above that are added up; negative numbers are subtracted.</summary>
    public required IReadOnlyList<int> Sum { get; init; }

    public required PackedFlow? Flow { get; init; }

    /// <summary>Fen for each column; null where the cell is blank.</summary>
    public required IReadOnlyList<long?> Amounts { get; init; }
}

/// <summary>The chart of a package.</summary>
internal sealed record PackedChart(
    IReadOnlyList<PackedAccount> Accounts,
    IReadOnlyDictionary<string, string> Counterparties)
{
    /// <summary>Whether a code is this account or below it.</summary>
    public static bool IsWithin(string code, string account) =>
        code.StartsWith(account, StringComparison.Ordinal)
        && (code.Length == account.Length || code[account.Length] is '.');
}

/// <summary>
/// An account: Asset, Liability, Equity, Cost, Income or Expense; its balance stands on Debit or Credit.
/// </summary>
internal sealed record PackedAccount(string Code, string Name, string Class, string Side, bool Leaf);

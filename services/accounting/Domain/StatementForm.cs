using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>
/// One edition of a financial statement (财务报表), as it stands in a data file: its lines and how each is computed. A
/// line that was remembered wrongly is corrected there, not in code.
/// </summary>
internal sealed record StatementForm
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>balance-sheet, income or cash-flow: the same name under every regime.</summary>
    public required string Statement { get; init; }

    public required string Title { get; init; }

    public required Regime Regime { get; init; }

    public required int Version { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The regulation that it was taken from, and what in it no source confirms.</summary>
    public required string Source { get; init; }

    public required StatementNature Nature { get; init; }

    public required IReadOnlyList<StatementColumn> Columns { get; init; }

    /// <summary>Accounts whose movements the lines explain by what stands against them; null where none do.</summary>
    public FlowScope? Flow { get; init; }

    public required IReadOnlyList<StatementLine> Lines { get; init; }

    public IReadOnlyList<StatementRule> Checks { get; init; } = [];

    /// <summary>The line of this number, or null.</summary>
    public StatementLine? Find(int number) => Lines.FirstOrDefault(line => line.Line == number && number > 0);

    /// <summary>Whether all that a line shows, sums followed down, are flows.</summary>
    public bool IsFlow(StatementLine line) => line.Terms.Count is 0
        && (line.Flow is not null || line.Sum.Count > 0)
        && line.Sum.All(part => IsFlow(Find(Math.Abs(part))!));

    /// <summary>Reads a data file; throws where it is none, or where a sum counts a line that is not above.</summary>
    public static StatementForm Read(string json)
    {
        var form = JsonSerializer.Deserialize<StatementForm>(json, Format)
            ?? throw new JsonException("The statement is empty.");
        var above = new HashSet<int>();
        foreach (var line in form.Lines)
        {
            if (line.Sum.FirstOrDefault(part => !above.Contains(Math.Abs(part))) is var missing and not 0)
                throw new JsonException($"{form.Title}: line {line.Line} adds up {missing}, which is not above it.");

            if (line.Line > 0 && !above.Add(line.Line))
                throw new JsonException($"{form.Title}: line {line.Line} stands twice.");

            if (line.Line is 0 && !line.IsHeading)
                throw new JsonException($"{form.Title}: {line.Caption} has no number.");
        }

        return form;
    }
}

/// <summary>What a statement is about; it says which accounts its lines must show.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StatementNature>))]
internal enum StatementNature
{
    /// <summary>What the book holds on a day: every account with a balance.</summary>
    Position = 1,

    /// <summary>What a span brought: every income and expense account that moved.</summary>
    Performance = 2,

    /// <summary>Where cash came from and went.</summary>
    Cash = 3,
}

/// <summary>A column: its caption and what is measured in it.</summary>
internal sealed record StatementColumn(string Caption, Measure Measure);

[JsonConverter(typeof(JsonStringEnumConverter<Measure>))]
internal enum Measure
{
    /// <summary>At the end of the month.</summary>
    Closing = 0,

    /// <summary>At the beginning of the year.</summary>
    YearOpening = 1,

    /// <summary>In the month, without the entries of the year end.</summary>
    Month = 2,

    /// <summary>In the year up to the month, without the entries of the year end.</summary>
    Year = 3,

    /// <summary>In the same span of the year before.</summary>
    LastYear = 4,
}

/// <summary>A line of a statement. A line without terms, sums and flows is a heading.</summary>
internal sealed record StatementLine
{
    /// <summary>行次; 0 on headings.</summary>
    public int Line { get; init; }

    public required string Caption { get; init; }

    /// <summary>The side on which the line's amounts are positive.</summary>
    public Side Side { get; init; } = Side.Debit;

    public IReadOnlyList<StatementTerm> Terms { get; init; } = [];

    /// <summary>Numbers of lines above that are added up; negative numbers are subtracted.</summary>
    public IReadOnlyList<int> Sum { get; init; } = [];

    /// <summary>What stands against the flow's accounts, when the line shows such movements.</summary>
    public FlowTerm? Flow { get; init; }

    /// <summary>其中: part of the line above, so it counts for nothing else.</summary>
    public bool OfWhich { get; init; }

    /// <summary>Whether the line has a meaning for whole years only; it is blank in the month's column.</summary>
    public bool YearOnly { get; init; }

    public bool IsHeading => Terms.Count is 0 && Sum.Count is 0 && Flow is null;
}

/// <summary>Accounts with their sub-accounts, and what of them counts.</summary>
internal sealed record StatementTerm
{
    public required IReadOnlyList<string> Accounts { get; init; }

    public TermRule Rule { get; init; } = TermRule.Amount;

    /// <summary>Only accounts whose name holds this, for 其中 lines about sub-accounts; empty for all.</summary>
    public string Named { get; init; } = "";
}

[JsonConverter(typeof(JsonStringEnumConverter<TermRule>))]
internal enum TermRule
{
    /// <summary>The balance on a day, or the net movement in a span.</summary>
    Amount = 0,

    /// <summary>Only details (counterparties) with a debit balance.</summary>
    DebitDetails = 1,

    /// <summary>Only details with a credit balance.</summary>
    CreditDetails = 2,

    /// <summary>The balance at the beginning of the column's span; for a month, of the month.</summary>
    Opening = 3,

    /// <summary>The balance at the beginning of the column's year.</summary>
    YearOpening = 4,
}

/// <summary>Accounts whose movements are explained by the other lines of their vouchers.</summary>
internal sealed record FlowScope
{
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>The side on which something comes in: debit for cash, credit for what the unit earned.</summary>
    public Side Side { get; init; } = Side.Debit;

    /// <summary>What stands against them at the year end without being a flow: income closed into the result.</summary>
    public IReadOnlyList<string> Inside { get; init; } = [];
}

/// <summary>Which flows a line shows: what came from, or went to, these accounts.</summary>
internal sealed record FlowTerm
{
    public required FlowDirection Direction { get; init; }

    /// <summary>With their sub-accounts; the longest code that fits decides among lines.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Whether the line takes what no other line of its direction names.</summary>
    public bool Otherwise { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<FlowDirection>))]
internal enum FlowDirection
{
    In = 1,
    Out = 2,
}

/// <summary>勾稽关系: two amounts that must be equal.</summary>
internal sealed record StatementRule
{
    public required string Caption { get; init; }

    public required StatementPlace Left { get; init; }

    public required StatementPlace Right { get; init; }
}

/// <summary>A cell of this statement, or of another of the same regime and month.</summary>
internal sealed record StatementPlace
{
    /// <summary>Empty for this statement.</summary>
    public string Statement { get; init; } = "";

    public required int Line { get; init; }

    public required Measure Column { get; init; }
}

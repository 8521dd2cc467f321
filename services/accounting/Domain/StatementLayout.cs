using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>The names that banks give to the columns of their statements, as a data file.</summary>
internal sealed record StatementLayout
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required IReadOnlyList<string> Date { get; init; }

    public required IReadOnlyList<string> Summary { get; init; }

    public required IReadOnlyList<string> Counterparty { get; init; }

    public required IReadOnlyList<string> Reference { get; init; }

    /// <summary>Money that came in: for the bank a credit (贷).</summary>
    public required IReadOnlyList<string> In { get; init; }

    /// <summary>Money that went out: for the bank a debit (借).</summary>
    public required IReadOnlyList<string> Out { get; init; }

    /// <summary>One column for both, beside <see cref="Direction"/>, or with a sign.</summary>
    public required IReadOnlyList<string> Amount { get; init; }

    public required IReadOnlyList<string> Direction { get; init; }

    public required IReadOnlyList<string> Balance { get; init; }

    /// <summary>What the direction says when money came in.</summary>
    public required IReadOnlyList<string> InWords { get; init; }

    public required IReadOnlyList<string> OutWords { get; init; }

    /// <summary>Reads a data file; throws where it is not one.</summary>
    public static StatementLayout Read(string json) =>
        JsonSerializer.Deserialize<StatementLayout>(json, Format) ?? throw new JsonException("The layout is empty.");

    /// <summary>Every name of every column.</summary>
    public IEnumerable<string> Columns() =>
        new[] { Date, Summary, Counterparty, Reference, In, Out, Amount, Direction, Balance }
            .SelectMany(names => names)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Picks the cells of a row; a column that is absent reads as empty.</summary>
    public StatementCells Pick(int number, Func<string, string> cell)
    {
        string Of(IReadOnlyList<string> names) => names.Select(cell).FirstOrDefault(text => text.Length > 0) ?? "";

        return new StatementCells
        {
            Number = number,
            Date = Of(Date),
            Summary = Of(Summary),
            Counterparty = Of(Counterparty),
            Reference = Of(Reference),
            In = Of(In),
            Out = Of(Out),
            Amount = Of(Amount),
            Direction = Of(Direction),
            Balance = Of(Balance),
        };
    }
}

/// <summary>The cells of one row of a statement, as the bank wrote them.</summary>
internal sealed record StatementCells
{
    /// <summary>The row, as a spreadsheet counts it.</summary>
    public required int Number { get; init; }

    public required string Date { get; init; }

    public string Summary { get; init; } = "";

    public string Counterparty { get; init; } = "";

    public string Reference { get; init; } = "";

    public string In { get; init; } = "";

    public string Out { get; init; } = "";

    public string Amount { get; init; } = "";

    public string Direction { get; init; } = "";

    public required string Balance { get; init; }

    /// <summary>Where it stands, for a person to find: 第3行 余额.</summary>
    public string Field(string column) => FormattableString.Invariant($"第{Number}行 {column}");
}

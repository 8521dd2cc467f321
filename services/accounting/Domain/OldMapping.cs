using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>
/// The published table from the accounts of an old regime to those of a new one, as it stands in a data file. Rows that
/// nobody can decide without looking at the things themselves have candidates instead of an account.
/// </summary>
internal sealed record OldMapping
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Mapping { get; init; }

    /// <summary>The new regime.</summary>
    public required Regime Regime { get; init; }

    public required int Version { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<OldMappingRow> Rows { get; init; }

    /// <summary>Reads a data file; throws where it is not one.</summary>
    public static OldMapping Read(string json) =>
        JsonSerializer.Deserialize<OldMapping>(json, Format) ?? throw new JsonException("The mapping is empty.");
}

/// <summary>What becomes of an old account.</summary>
internal sealed record OldMappingRow
{
    public required string Old { get; init; }

    public required string Name { get; init; }

    /// <summary>A text in the old row's code, name or item; empty for every other row of the code.</summary>
    public string Condition { get; init; } = "";

    /// <summary>The new account; empty where the accountant decides.</summary>
    public string Account { get; init; } = "";

    /// <summary>What she may choose from.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    public string Note { get; init; } = "";
}

/// <summary>A row of the accountant's own table, which goes before the published one.</summary>
internal sealed record OwnMappingRow
{
    /// <summary>The row of the table, as a spreadsheet counts it.</summary>
    public required int Number { get; init; }

    public required string Old { get; init; }

    public required string Condition { get; init; }

    public required string Account { get; init; }

    /// <summary>往来单位, 项目, 存货, 不分, or empty for what the new account keeps.</summary>
    public required string Into { get; init; }
}

/// <summary>A row of the old trial balance, as a person wrote it.</summary>
internal sealed record OldRow
{
    /// <summary>The row of the table, as a spreadsheet counts it.</summary>
    public required int Number { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>The auxiliary item; empty where the old book kept none.</summary>
    public string Item { get; init; } = "";

    public string ItemName { get; init; } = "";

    public string Quantity { get; init; } = "";

    public string Unit { get; init; } = "";

    /// <summary>Yuan; empty for none.</summary>
    public required string Debit { get; init; }

    public required string Credit { get; init; }

    /// <summary>As people name it.</summary>
    public string Title => $"{Code} {Name} {Item} {ItemName}".Trim();

    public string Field(string column) => FormattableString.Invariant($"旧账余额表第{Number}行 {column}").Trim();

    /// <summary>Whether a condition holds for the row.</summary>
    public bool Meets(string condition) => ((string[])[Code, Name, Item, ItemName])
        .Any(text => text.Contains(condition, StringComparison.Ordinal));
}

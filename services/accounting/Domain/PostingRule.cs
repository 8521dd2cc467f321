using System.Text.Json;
using System.Text.Json.Serialization;

namespace Region.Accounting.Domain;

/// <summary>How one kind of event becomes vouchers. Rules are data; a published version never changes.</summary>
internal sealed record PostingRule
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required string Rule { get; init; }

    public required int Version { get; init; }

    public required string Topic { get; init; }

    /// <summary>The first accounting date that the rule applies to.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Fields of the event with the values that they must have, such as the mode of a purchase.</summary>
    public IReadOnlyDictionary<string, string> When { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Template of the document behind the voucher.</summary>
    public required string Document { get; init; }

    public required IReadOnlyList<BookRule> Books { get; init; }

    /// <summary>Reads a data file; throws where it is not one.</summary>
    public static PostingRule Read(string json) =>
        JsonSerializer.Deserialize<PostingRule>(json, Format) ?? throw new JsonException("The posting rule is empty.");
}

/// <summary>What an event posts in one of the books that it concerns.</summary>
internal sealed record BookRule
{
    public required Party Party { get; init; }

    /// <summary>The field of the event that names the book.</summary>
    public required string Book { get; init; }

    /// <summary>The field of the event that names the book with the other side; empty where there is none.</summary>
    public string Mirror { get; init; } = "";

    /// <summary>Template of the summary (摘要).</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<LineRule> Lines { get; init; }
}

/// <summary>One line of a voucher: where it goes, and which amounts of the event it sums.</summary>
internal sealed record LineRule
{
    public required string Account { get; init; }

    public required Side Side { get; init; }

    /// <summary>Fields of the event in fen; their sum is the line's amount.</summary>
    public required IReadOnlyList<string> Amount { get; init; }

    /// <summary>Template of the counterparty's code; empty where the account keeps none.</summary>
    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    /// <summary>
    /// Why this line, for the people who ask; {amount} and {counterparty_name} stand for the line's own.
    /// </summary>
    public required string Reason { get; init; }
}

/// <summary>The side of an event that a book stands on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Party>))]
internal enum Party
{
    Village = 1,
    Company = 2,
}

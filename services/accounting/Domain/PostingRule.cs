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

    /// <summary>
    /// The regime whose books the rule is for, in place of the village's part of the general one; null for the rule of
    /// villages and companies.
    /// </summary>
    public Regime? Regime { get; init; }

    /// <summary>The regulation that the entries were taken from, with the place in it; may be empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>What no regulation says of the entries, and the reason of this proposal; may be empty.</summary>
    public string Proposal { get; init; } = "";

    /// <summary>The first accounting date that the rule applies to.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// Fields of the event with the values that they must have, such as the mode of a purchase; a bar stands between
    /// values of which any will do.
    /// </summary>
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

    /// <summary>The original documents behind the voucher (附件张数).</summary>
    public AttachmentRule Attachments { get; init; } = new();

    /// <summary>What the book notes besides (备查登记); null where it notes nothing.</summary>
    public MemoRule? Memo { get; init; }

    /// <summary>Empty where the event moves no money in this book.</summary>
    public required IReadOnlyList<LineRule> Lines { get; init; }
}

/// <summary>How many original documents a voucher has.</summary>
internal sealed record AttachmentRule
{
    /// <summary>Those that every such event has, such as the bank's receipt of a payment.</summary>
    public int Always { get; init; }

    /// <summary>Fields of the event that count others.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>What a book notes of goods without posting them; see <see cref="GoodsMemo"/>.</summary>
internal sealed record MemoRule
{
    public required MemoKind Kind { get; init; }

    /// <summary>Template of what the goods belong to, such as the round.</summary>
    public required string Matter { get; init; }

    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    public required string Stock { get; init; }

    /// <summary>The field with the quantity; a minus sign before it takes goods away.</summary>
    public string Quantity { get; init; } = "";

    /// <summary>Fields in fen, with a minus sign before those that are taken away.</summary>
    public IReadOnlyList<string> Amount { get; init; } = [];
}

/// <summary>One line of a voucher: where it goes, and which amounts of the event it sums.</summary>
internal sealed record LineRule
{
    public required string Account { get; init; }

    public required Side Side { get; init; }

    /// <summary>
    /// Fields of the event in fen; their sum is the line's amount. A minus sign before a field takes it away.
    /// </summary>
    public required IReadOnlyList<string> Amount { get; init; }

    /// <summary>Whether a sum below zero leaves the line out, as where a gain and a loss have a line each.</summary>
    public bool Positive { get; init; }

    /// <summary>Fields with the values that they must have; else the line is left out.</summary>
    public IReadOnlyDictionary<string, string> When { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Template of the counterparty's code; empty where the account keeps none.</summary>
    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    /// <summary>Template of the project's code; empty where the line belongs to none.</summary>
    public string Project { get; init; } = "";

    /// <summary>Template of the stock item's code; empty where the line moves no goods.</summary>
    public string Stock { get; init; } = "";

    /// <summary>The field with the stock item's quantity.</summary>
    public string Quantity { get; init; } = "";

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

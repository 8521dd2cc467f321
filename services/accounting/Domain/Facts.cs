using System.Text;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What an event says: its texts and its amounts by field name.</summary>
internal sealed record Facts
{
    public required string EventId { get; init; }

    public required string Topic { get; init; }

    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    public required IReadOnlyDictionary<string, Money> Amounts { get; init; }

    /// <summary>The text of a field; empty where the event has none.</summary>
    public string Text(string field) => Texts.GetValueOrDefault(field, "");

    /// <summary>The accounting date that the event carries.</summary>
    public Decision<DateOnly, Refusal> Date() => BusinessDate.TryRead(Text("accounting_date"), out var date)
        ? date
        : Refusal.EventDateInvalid.On("accounting_date", Text("accounting_date"));

    /// <summary>The same facts with what only accounting knows, such as the name of a book.</summary>
    public Facts With(string field, string value) => this with
    {
        Texts = new Dictionary<string, string>(Texts, StringComparer.Ordinal) { [field] = value },
    };
}

/// <summary>Texts with places such as {round_title}, filled from facts.</summary>
internal static class Template
{
    /// <summary>Fills every place; a place without a value becomes empty.</summary>
    public static string Fill(string template, Func<string, string> valueOf)
    {
        var filled = new StringBuilder(template.Length);
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0 && rest[open..].IndexOf('}') is var length and > 0)
        {
            filled.Append(rest[..open]).Append(valueOf(rest.Slice(open + 1, length - 1).ToString()));
            rest = rest[(open + length + 1)..];
        }

        return PlainText.Of(filled.Append(rest).ToString());
    }

    /// <summary>The names of the places, in their order.</summary>
    public static IReadOnlyList<string> PlacesOf(string template)
    {
        var places = new List<string>();
        Fill(template, place =>
        {
            places.Add(place);
            return "";
        });
        return places;
    }
}

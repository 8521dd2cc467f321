using System.Text;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What an event says: its texts and its amounts by field name.</summary>
internal sealed record Facts
{
    private const char Minus = '-';

    public required string EventId { get; init; }

    public required string Topic { get; init; }

    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    public required IReadOnlyDictionary<string, Money> Amounts { get; init; }

    /// <summary>How many documents of each sort there are.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The text of a field; empty where the event has none.</summary>
    public string Text(string field) => Texts.GetValueOrDefault(field, "");

    /// <summary>The accounting date that the event carries.</summary>
    public Decision<DateOnly, Refusal> Date() => BusinessDate.TryRead(Text("accounting_date"), out var date)
        ? date
        : Refusal.EventDateInvalid.On("accounting_date", Text("accounting_date"));

    /// <summary>Whether every field has its value; a bar stands between values of which any will do.</summary>
    public bool Meet(IReadOnlyDictionary<string, string> terms) => terms.All(term =>
        term.Value.Split('|').Contains(Text(term.Key), StringComparer.Ordinal));

    /// <summary>The sum of fields in fen, none of them negative; those with a minus sign are taken away.</summary>
    public Decision<Money, Refusal> Sum(IReadOnlyList<string> fields) => Sum(fields, 0);

    /// <summary>The sum of fields in fen that may be negative, as where a counter-document takes back.</summary>
    public Decision<Money, Refusal> SignedSum(IReadOnlyList<string> fields) => Sum(fields, -Bookkeeping.MaximumFen);

    /// <summary>A quantity that is not negative; zero where no field is named.</summary>
    public Decision<Quantity, Refusal> Quantity(string field)
    {
        var quantity = SignedQuantity(field);
        return quantity.Allowed && quantity.Value.Thousandths < 0
            ? Refusal.EventQuantityInvalid.On(field, Text(field))
            : quantity;
    }

    /// <summary>A quantity; a minus sign before the field's name turns it round.</summary>
    public Decision<Quantity, Refusal> SignedQuantity(string field)
    {
        if (field.Length is 0)
            return default(Quantity);

        var name = NameOf(field);
        if (!Kernel.Quantity.TryRead(Text(name), out var quantity))
            return Refusal.EventQuantityInvalid.On(name, Text(name));

        return field[0] is Minus ? Kernel.Quantity.FromThousandths(-quantity.Thousandths) : quantity;
    }

    /// <summary>The same facts with what only accounting knows, such as the name of a book.</summary>
    public Facts With(string field, string value) => this with
    {
        Texts = new Dictionary<string, string>(Texts, StringComparer.Ordinal) { [field] = value },
    };

    private static string NameOf(string field) => field[0] is Minus ? field[1..] : field;

    private Decision<Money, Refusal> Sum(IReadOnlyList<string> fields, long least)
    {
        var sum = Money.Zero;
        foreach (var field in fields)
        {
            var name = NameOf(field);
            if (!Amounts.TryGetValue(name, out var amount))
                return Refusal.EventFieldMissing.On(name);

            if (amount.Fen < least || amount.Fen > Bookkeeping.MaximumFen)
                return Refusal.EventAmountNegative.On(name, amount);

            sum = field[0] is Minus ? sum - amount : sum + amount;
        }

        return sum;
    }
}

/// <summary>
/// Texts with places such as {round_title}, filled from facts. A part in square brackets, such as [，发票 {number}], is
/// left out where one of its places is empty.
/// </summary>
internal static class Template
{
    /// <summary>Fills every place; a place without a value becomes empty.</summary>
    public static string Fill(string template, Func<string, string> valueOf)
    {
        var filled = new StringBuilder(template.Length);
        var rest = template.AsSpan();
        while (rest.IndexOf('[') is var open and >= 0 && rest[open..].IndexOf(']') is var length and > 0)
        {
            filled.Append(FillPlaces(rest[..open], valueOf));
            filled.Append(FillPart(rest.Slice(open + 1, length - 1), valueOf));
            rest = rest[(open + length + 1)..];
        }

        return PlainText.Of(filled.Append(FillPlaces(rest, valueOf)).ToString());
    }

    /// <summary>The names of the places, in their order.</summary>
    public static IReadOnlyList<string> PlacesOf(string template)
    {
        var places = new List<string>();
        FillPlaces(template, place =>
        {
            places.Add(place);
            return "";
        });
        return places;
    }

    private static string FillPart(ReadOnlySpan<char> part, Func<string, string> valueOf)
    {
        var complete = true;
        var filled = FillPlaces(part, place =>
        {
            var value = valueOf(place);
            complete &= value.Trim().Length > 0;
            return value;
        });
        return complete ? filled : "";
    }

    private static string FillPlaces(ReadOnlySpan<char> template, Func<string, string> valueOf)
    {
        var filled = new StringBuilder(template.Length);
        var rest = template;
        while (rest.IndexOf('{') is var open and >= 0 && rest[open..].IndexOf('}') is var length and > 0)
        {
            filled.Append(rest[..open]).Append(valueOf(rest.Slice(open + 1, length - 1).ToString()));
            rest = rest[(open + length + 1)..];
        }

        return filled.Append(rest).ToString();
    }
}

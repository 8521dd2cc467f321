using System.Globalization;
using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>
/// Reads raw fields and collects every refusal with its table and row, so that a person mends a table in one go.
/// Values that it answers after a refusal are placeholders, never to be used.
/// </summary>
internal sealed class Form
{
    /// <summary>A table with a thousand mistakes is one mistake: more than these are not told.</summary>
    private const int MostRefusals = 50;

    private readonly List<Refused<Refusal>> _refused = [];

    public bool Clean => _refused.Count == 0;

    public Refused<Refusal>[] Refused => [.. _refused];

    public bool Demand(bool holds, Refusal rule, string field, object? offending = null)
    {
        if (!holds && _refused.Count < MostRefusals)
            _refused.Add(rule.On(field, offending));

        return holds;
    }

    public string Text(string field, string text, int most)
    {
        var trimmed = text.Trim();
        Demand(trimmed.Length > 0, Refusal.TextMissing, field);
        Demand(trimmed.Length <= most, Refusal.TextTooLong, field, $"{trimmed.Length}>{most}");
        Demand(!trimmed.Any(char.IsControl), Refusal.TextUnprintable, field);
        return trimmed;
    }

    public DateOnly Date(string field, string text)
    {
        Demand(BusinessDate.TryRead(text, out var date), Refusal.DateUnreadable, field, text);
        return date;
    }

    /// <summary>Yuan with at most two decimals, not negative; an empty cell is refused, not read as nothing.</summary>
    public Money Amount(string field, string text)
    {
        if (!Demand(Yuan.TryRead(text, out var amount), Refusal.AmountUnreadable, field, text))
            return amount;

        Demand(amount >= Money.Zero, Refusal.AmountNegative, field, text);
        Demand(amount.Fen <= Limits.Fen, Refusal.AmountTooLarge, field, text);
        return amount.Fen is >= 0 and <= Limits.Fen ? amount : Money.Zero;
    }

    public int Count(string field, string text)
    {
        var readable = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (!Demand(readable, Refusal.NumberUnreadable, field, text))
            return 0;

        return Demand(number is >= 0 and <= Limits.People, Refusal.NumberOutOfRange, field, text) ? (int)number : 0;
    }

    public string CreditCode(string field, string text)
    {
        var code = text.Trim();
        Demand(Domain.CreditCode.IsValid(code), Refusal.CreditCodeInvalid, field, code);
        return code;
    }
}

using System.Globalization;
using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>
/// Reads the raw fields of one request and collects every refusal, so that a person learns of all mistakes at once.
/// Values that it answers after a refusal are placeholders, never to be used.
/// </summary>
internal sealed class Form
{
    private readonly List<Refused<Refusal>> _refused = [];

    /// <summary>Whether nothing was refused so far.</summary>
    public bool Clean => _refused.Count == 0;

    /// <summary>What was refused, in the order of reading.</summary>
    public Refused<Refusal>[] Refused => [.. _refused];

    public void Demand(bool holds, Refusal rule, string field, object? offending = null)
    {
        if (!holds)
            _refused.Add(rule.On(field, offending));
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string field, string? text, int most)
    {
        var trimmed = Note(field, text, most);
        Demand(trimmed.Length > 0, Refusal.TextMissing, field);
        return trimmed;
    }

    /// <summary>A text that may be empty.</summary>
    public string Note(string field, string? text, int most)
    {
        var trimmed = text?.Trim() ?? "";
        Demand(trimmed.Length <= most, Refusal.TextTooLong, field, $"{trimmed.Length}>{most}");
        Demand(!trimmed.Any(char.IsControl), Refusal.TextUnprintable, field);
        return trimmed;
    }

    public DateOnly Date(string field, string? text)
    {
        var readable = BusinessDate.TryRead(text, out var date);
        Demand(readable, Refusal.DateUnreadable, field, text);
        return date;
    }

    /// <summary>A date that may not lie before the step that it follows.</summary>
    public DateOnly Date(string field, string? text, DateOnly earliest)
    {
        if (!BusinessDate.TryRead(text, out var date))
            return Date(field, text);

        Demand(date >= earliest, Refusal.DateTooEarly, field, $"{text}<{BusinessDate.Write(earliest)}");
        return date;
    }

    /// <summary>
    /// The code of a supplier or carrier. In the company's book it names a detail beside those of the villages, so it
    /// may not look like a village, company or region.
    /// </summary>
    public string Partner(string field, string? text)
    {
        var code = Text(field, text, Limits.Code);
        Demand(!Codes.IsBook(code) && !Codes.IsRegion(code), Refusal.PartnerIsUnit, field, code);
        return code;
    }

    /// <summary>An amount above zero.</summary>
    public Money Amount(string field, long fen)
    {
        Demand(fen > 0, Refusal.AmountNotPositive, field, Yuan.Print(fen));
        Demand(fen <= Limits.Fen, Refusal.AmountTooLarge, field, Yuan.Print(fen));
        return new Money(fen);
    }

    /// <summary>A whole number of packs, zero allowed; a fraction is refused, never cut off.</summary>
    public long Packs(string field, string? text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text?.Trim(), style, CultureInfo.InvariantCulture, out var packs))
        {
            Demand(holds: false, Refusal.NumberUnreadable, field, text);
            return 0;
        }

        if (packs != decimal.Truncate(packs))
            Demand(holds: false, Refusal.PackFraction, field, text);
        else
            Demand(packs >= 0, Refusal.PacksNegative, field, text);

        Demand(packs <= Limits.Packs, Refusal.PacksTooMany, field, text);
        return Clean ? (long)packs : 0;
    }

    /// <summary>Only in this state of the round may the step be taken.</summary>
    public void State(Round round, RoundState needed)
    {
        if (needed != RoundState.Settled && round.State == RoundState.Settled)
            Demand(holds: false, Refusal.AlreadySettled, "round_id");
        else if (needed == RoundState.Settled && round.State != RoundState.Settled)
            Demand(holds: false, Refusal.NotSettled, "round_id", round.State.InChinese());
        else
            Demand(round.State == needed, Refusal.RoundStateForbids, "round_id", round.State.InChinese());
    }

    /// <summary>Maker and checker are two persons.</summary>
    public void Apart(string maker, Person checker) =>
        Demand(
            !string.Equals(maker, checker.Login, StringComparison.Ordinal),
            Refusal.MakerIsChecker,
            "caller",
            checker.Login);
}

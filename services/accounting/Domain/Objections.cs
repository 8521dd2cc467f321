using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Objections (异议) to what a village disclosed: recorded for a villager, answered, never changed.</summary>
internal static class Objections
{
    public const int MaximumText = 400;

    public const int MaximumName = 40;

    /// <summary>An answer to an answer is a new objection.</summary>
    public const int MaximumAnswers = 10;

    /// <summary>Allows a text that says something and a name that somebody stands behind it with.</summary>
    public static Decision<string, Refusal> Record(string text, string raisedBy)
    {
        if (CheckText(text) is { } refused)
            return refused;

        return raisedBy.Length is 0 or > MaximumName || !PlainText.IsPlain(raisedBy)
            ? Refusal.ObjectionNameInvalid.On("raised_by", raisedBy)
            : text;
    }

    /// <summary>Allows an answer while there are not too many.</summary>
    public static Decision<string, Refusal> Answer(string text, int answers)
    {
        if (CheckText(text) is { } refused)
            return refused;

        return answers >= MaximumAnswers ? Refusal.TooManyAnswers.On("text", answers) : text;
    }

    private static Refused<Refusal>? CheckText(string text) =>
        text.Length is 0 or > MaximumText || !PlainText.IsPlain(text)
            ? Refusal.ObjectionTextInvalid.On("text", text)
            : null;
}

using System.Text.Json;

namespace Region.Sidecar.Subscriptions;

/// <summary>
/// The part of CEL that routes need: <c>event.a.b == "x"</c> and <c>!=</c> with text, whole numbers, true, false and
/// null, joined by <c>&amp;&amp;</c>, <c>||</c>, <c>!</c> and parentheses. Anything else is refused, not guessed.
/// </summary>
internal sealed class MatchExpression
{
    private readonly Func<JsonElement, bool> _test;

    private MatchExpression(Func<JsonElement, bool> test) => _test = test;

    /// <summary>Reads an expression; null with the reason when it is not of this part of CEL.</summary>
    public static MatchExpression? TryParse(string text, out string? error)
    {
        try
        {
            var test = new MatchParser(MatchTokens.Read(text)).ParseAll();
            error = null;
            return new MatchExpression(test);
        }
        catch (FormatException exception)
        {
            error = exception.Message;
            return null;
        }
    }

    public bool IsMatch(JsonElement cloudEvent) => _test(cloudEvent);
}

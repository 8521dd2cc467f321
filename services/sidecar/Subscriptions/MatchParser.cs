using System.Globalization;
using System.Text.Json;

namespace Region.Sidecar.Subscriptions;

/// <summary>Reads tokens by recursive descent: or, and, not, comparison.</summary>
internal sealed class MatchParser(IReadOnlyList<string> tokens)
{
    private const int MaxDepth = 32;
    private int _position;
    private int _depth;

    public Func<JsonElement, bool> ParseAll()
    {
        var test = Or();
        return _position == tokens.Count ? test : throw new FormatException($"unexpected «{tokens[_position]}»");
    }

    private Func<JsonElement, bool> Or()
    {
        var left = And();
        while (Take("||"))
        {
            var (first, second) = (left, And());
            left = cloudEvent => first(cloudEvent) || second(cloudEvent);
        }

        return left;
    }

    private Func<JsonElement, bool> And()
    {
        var left = Not();
        while (Take("&&"))
        {
            var (first, second) = (left, Not());
            left = cloudEvent => first(cloudEvent) && second(cloudEvent);
        }

        return left;
    }

    private Func<JsonElement, bool> Not()
    {
        if (++_depth > MaxDepth)
        {
            throw new FormatException("too deeply nested");
        }

        Func<JsonElement, bool> test;
        if (Take("!"))
        {
            var inner = Not();
            test = cloudEvent => !inner(cloudEvent);
        }
        else if (Take("("))
        {
            test = Or();
            Expect(")");
        }
        else
        {
            test = Comparison();
        }

        _depth--;
        return test;
    }

    private Func<JsonElement, bool> Comparison()
    {
        var left = Operand();
        var isEqual = Take("==");
        if (!isEqual && !Take("!="))
        {
            throw new FormatException("expected == or != after a value");
        }

        var right = Operand();
        return cloudEvent => string.Equals(left(cloudEvent), right(cloudEvent), StringComparison.Ordinal) == isEqual;
    }

    /// <summary>A value as its canonical JSON text; a missing field is null.</summary>
    private Func<JsonElement, string> Operand()
    {
        var token = Next();
        if (token[0] is '"' or '\'')
        {
            var text = JsonSerializer.Serialize(token[1..^1]);
            return _ => text;
        }

        if (token is "true" or "false" or "null"
            || long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return _ => token;
        }

        if (!string.Equals(token, "event", StringComparison.Ordinal))
        {
            throw new FormatException($"«{token}» is neither a literal nor event");
        }

        var path = new List<string>();
        while (Take("."))
        {
            path.Add(Next());
        }

        return path.Count == 0 ? throw new FormatException("event alone has no value") : Field(path);
    }

    private static Func<JsonElement, string> Field(List<string> path) => cloudEvent =>
    {
        var current = cloudEvent;
        foreach (var name in path)
        {
            if (current.ValueKind is not JsonValueKind.Object || !current.TryGetProperty(name, out current))
            {
                return "null";
            }
        }

        return current.ValueKind is JsonValueKind.String
            ? JsonSerializer.Serialize(current.GetString())
            : current.GetRawText();
    };

    private string Next() =>
        _position < tokens.Count ? tokens[_position++] : throw new FormatException("it ends too early");

    private bool Take(string token)
    {
        if (_position >= tokens.Count || !string.Equals(tokens[_position], token, StringComparison.Ordinal))
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"expected «{token}»");
        }
    }
}

/// <summary>Splits an expression into names, literals and operators.</summary>
internal static class MatchTokens
{
    private const int MaxLength = 1_000;

    public static List<string> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new FormatException("longer than 1,000 characters");
        }

        var tokens = new List<string>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var length = LengthAt(text.AsSpan(position));
            tokens.Add(text.Substring(position, length));
            position += length;
        }

        return tokens.Count == 0 ? throw new FormatException("it is empty") : tokens;
    }

    private static int LengthAt(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("==") || rest.StartsWith("!=") || rest.StartsWith("&&") || rest.StartsWith("||"))
        {
            return 2;
        }

        return rest[0] switch
        {
            '(' or ')' or '!' or '.' => 1,
            '"' or '\'' => Quoted(rest),
            '-' => 1 + Word(rest[1..]),
            _ => Word(rest),
        };
    }

    private static int Quoted(ReadOnlySpan<char> rest)
    {
        var end = rest[1..].IndexOf(rest[0]);
        if (end < 0)
        {
            throw new FormatException("a text is not closed");
        }

        return rest[..(end + 2)].Contains('\\') ? throw new FormatException("escapes in a text") : end + 2;
    }

    private static int Word(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '_'))
        {
            length++;
        }

        return length > 0 ? length : throw new FormatException($"«{(rest.Length > 0 ? rest[0] : ' ')}» is not known");
    }
}

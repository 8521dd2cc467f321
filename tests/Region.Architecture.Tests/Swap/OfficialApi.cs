using Region.Testing;

namespace Region.Architecture.Tests.Swap;

/// <summary>
/// The public members of the official packages, read from their listings. A type is named as in metadata, with the
/// number of its type parameters; a member is its name with the number of its parameters, a field its name alone.
/// </summary>
internal sealed class OfficialApi
{
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _required = new(StringComparer.Ordinal);

    public static OfficialApi Read()
    {
        var api = new OfficialApi();
        var tests = Path.Combine(Repository.Root, "tests", "Region.Platform.Tests");
        api.Add(File.ReadLines(Path.Combine(tests, "Wire", "grpc-api.txt")));
        api.Add(File.ReadLines(Path.Combine(tests, "Fixtures", "dapr-api.txt")));
        return api;
    }

    public bool Has(string type) => _members.ContainsKey(type);

    public bool Has(string type, string member) =>
        _members.TryGetValue(type, out var members) && members.Contains(member);

    /// <summary>What a class that derives from the type, or implements it, must have.</summary>
    public IReadOnlySet<string> RequiredOf(string type) => _required.GetValueOrDefault(type) ?? [];

    private void Add(IEnumerable<string> lines)
    {
        var (type, isInterface, isDelegate) = ("", false, false);
        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith('=')))
        {
            if (line[0] is not ' ')
            {
                type = TypeIn(line);
                isInterface = line.StartsWith("interface ", StringComparison.Ordinal);
                isDelegate = line.StartsWith("delegate ", StringComparison.Ordinal);
                _members[type] = isDelegate ? [".ctor/2"] : [];
                _required[type] = [];
                continue;
            }

            foreach (var member in MembersIn(line.Trim()))
            {
                _members[type].Add(member);
                if (isInterface || line.Contains("abstract ", StringComparison.Ordinal))
                    _required[type].Add(member);
            }
        }
    }

    /// <summary>«sealed class A.B&lt;T, U&gt; : C [D]» is A.B`2.</summary>
    private static string TypeIn(string header)
    {
        var kindEnd = header.LastIndexOf(' ', header.IndexOf('.', StringComparison.Ordinal));
        var (name, arguments, depth) = (new System.Text.StringBuilder(), 0, 0);
        foreach (var character in header.AsSpan(kindEnd + 1))
        {
            if (character is ' ' && depth is 0)
                break;

            if (character is '<')
            {
                depth++;
                arguments = 1;
            }
            else if (character is '>')
            {
                depth--;
                name.Append('`').Append(arguments);
            }
            else if (depth is 0)
            {
                name.Append(character);
            }
            else if (character is ',' && depth is 1)
            {
                arguments++;
            }
        }

        return name.ToString();
    }

    private static IEnumerable<string> MembersIn(string line)
    {
        var open = line.IndexOf('(', StringComparison.Ordinal);
        var brace = line.IndexOf(" { ", StringComparison.Ordinal);
        if (open >= 0 && (brace < 0 || open < brace))
        {
            var name = LastWord(WithoutTypeArguments(line[..open]));
            return [$"{(name is "ctor" ? ".ctor" : name)}/{Count(line[(open + 1)..line.LastIndexOf(')')])}"];
        }

        if (brace < 0)
            return [LastWord(line.Split(" = ")[0])];

        var property = LastWord(line[..brace]);
        var indices = property is "Item" ? 1 : 0;
        var accessors = line[brace..];
        string[] get = [$"get_{property}/{indices}"];
        string[] set = [$"set_{property}/{indices + 1}"];
        return [
            .. accessors.Contains("get;", StringComparison.Ordinal) ? get : [],
            .. accessors.Contains("set;", StringComparison.Ordinal) ? set : [],
            .. accessors.Contains("init;", StringComparison.Ordinal) ? set : [],
        ];
    }

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..];

    private static string WithoutTypeArguments(string text) =>
        text.EndsWith('>') && text.LastIndexOf(' ', text.LastIndexOf('<')) is var word
            && text.IndexOf('<', Math.Max(word, 0)) is var start
            ? text[..start]
            : text;

    private static int Count(string parameters)
    {
        if (parameters.Length is 0)
            return 0;

        var (count, depth) = (1, 0);
        foreach (var character in parameters)
        {
            depth += character is '<' or '(' or '[' ? 1 : character is '>' or ')' or ']' ? -1 : 0;
            count += character is ',' && depth is 0 ? 1 : 0;
        }

        return count;
    }
}

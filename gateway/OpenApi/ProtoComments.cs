using System.Collections.Frozen;
using System.Reflection;

namespace Region.Gateway.OpenApi;

/// <summary>
/// The comments of our protos by full name. Descriptors carry none at run time, so the contracts embed their proto
/// files; this reads the <c>//</c> lines that stand directly above a message, field, value, service or method.
/// It understands the plain style of our own files (one declaration per line), not every proto there is.
/// </summary>
internal sealed class ProtoComments
{
    private static readonly string[] Scopes = ["message", "enum", "service", "oneof"];

    private readonly FrozenDictionary<string, string> _comments;

    private ProtoComments(Dictionary<string, string> comments) =>
        _comments = comments.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The comment of a declaration; empty where there is none.</summary>
    public string this[string fullName] => _comments.GetValueOrDefault(fullName, "");

    /// <summary>The comments of all proto files that the assembly embeds.</summary>
    public static ProtoComments Of(Assembly assembly)
    {
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".proto", StringComparison.Ordinal))
                continue;

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Read(reader, comments);
        }

        return new ProtoComments(comments);
    }

    private static void Read(TextReader reader, Dictionary<string, string> comments)
    {
        var package = "";
        var scopes = new Stack<string>();
        var pending = new List<string>();
        while (reader.ReadLine()?.Trim() is { } line)
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                pending.Add(line[2..].Trim());
                continue;
            }

            var words = line.Split([' ', '(', ';', '{'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["package", var named, ..])
                package = named;
            else if (pending.Count > 0 && Declared(line, words) is { } name)
                comments[FullName(package, scopes, name)] = string.Join('\n', pending);

            pending.Clear();
            Follow(line, words, scopes);
        }
    }

    private static string FullName(string package, Stack<string> scopes, string name) => string.Join(
        '.', scopes.Reverse().Where(scope => scope.Length > 0).Prepend(package).Append(name));

    // A oneof and an option's block open a level that full names do not show.
    private static void Follow(string line, string[] words, Stack<string> scopes)
    {
        var opened = line.Count(sign => sign is '{') - line.Count(sign => sign is '}');
        for (; opened > 0; opened--)
            scopes.Push(words is ["message" or "enum" or "service", var name, ..] ? name : "");
        for (; opened < 0 && scopes.Count > 0; opened++)
            scopes.Pop();
    }

    private static string? Declared(string line, string[] words) => words switch
    {
        ["rpc", var name, ..] => name,
        [var kind, var name, ..] when Scopes.Contains(kind, StringComparer.Ordinal) => name,
        ["option" or "import" or "syntax" or "extend" or "reserved", ..] => null,
        _ when line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 =>
            line[..equals].Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(),
        _ => null,
    };
}

using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Region.Platform.Storage;

/// <summary>One numbered, forward-only step of a schema.</summary>
/// <param name="Set">Whose schema it belongs to, such as <c>platform</c>.</param>
/// <param name="Number">Its place in the set.</param>
/// <param name="Common">Statements that are the same for both kinds of database.</param>
/// <param name="Sqlite">Statements for SQLite alone, run after the common ones.</param>
/// <param name="Postgres">Statements for PostgreSQL alone, run after the common ones.</param>
internal sealed record Migration(string Set, int Number, string Common, string Sqlite, string Postgres)
{
    internal string ForSqlite => $"{Common}\n{Sqlite}";

    internal string ForPostgres => $"{Common}\n{Postgres}";

    /// <summary>Seals an applied step: a changed text is a broken program, since it would not be run again.</summary>
    internal string Hash { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Common}\n--\n{Sqlite}\n--\n{Postgres}")));

    /// <summary>The platform's own tables: outbox, inbox, commands, dead letters.</summary>
    internal static IReadOnlyList<Migration> Platform { get; } =
        Embedded(typeof(Migration).Assembly, "Schema", "platform");

    /// <summary>Reads embedded files <c>folder/0001_name[.sqlite|.postgres].sql</c>.</summary>
    internal static IReadOnlyList<Migration> Embedded(Assembly assembly, string folder, string set)
    {
        var marker = $".{folder}.";
        var files =
            from resource in assembly.GetManifestResourceNames()
            where resource.Contains(marker, StringComparison.Ordinal)
                && resource.EndsWith(".sql", StringComparison.Ordinal)
            let file = resource[(resource.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..]
            let number = int.Parse(file.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture)
            let kind = file.Split('.') is [.., "sqlite" or "postgres", _] ? file.Split('.')[^2] : ""
            select (number, kind, resource);
        var steps = files.ToLookup(file => file.number, file => (file.kind, file.resource));
        return
        [
            .. steps.OrderBy(step => step.Key).Select(step =>
                new Migration(set, step.Key, Text(step, ""), Text(step, "sqlite"), Text(step, "postgres"))),
        ];

        string Text(IEnumerable<(string Kind, string Resource)> step, string kind) => string.Join('\n',
            from file in step
            where string.Equals(file.Kind, kind, StringComparison.Ordinal)
            select Read(assembly, file.Resource));
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

using System.Text;
using Region.Contracts.Access.V1;

namespace Region.Gateway.Identity;

/// <summary>
/// The sample's logins. Their password is published here and in the README, so they are let in only while the gateway
/// runs on sample data (<c>Region:Sample=true</c>), which it does on loopback alone.
/// </summary>
public static class SampleLogins
{
    /// <summary>The one password of all sample logins.</summary>
    public const string Password = "样例-2026";

    private const string County = "COUNTY";

    /// <summary>Who there is in the sample: login, name, role and unit, in the order of the table.</summary>
    public static IReadOnlyList<(string Login, string Name, string Role, string Unit)> People { get; } =
    [
        .. from row in Rows().Skip(1)
           let cells = row.Split(',')
           select (cells[0], cells[1], cells[2], cells[3]),
    ];

    /// <summary>The login names of the sample, each once, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. People.Select(person => person.Login).Distinct(StringComparer.Ordinal)];

    /// <summary>What people call a role of the table, such as 村会计 for <c>village_accountant</c>.</summary>
    public static string Title(string role) => Enum.TryParse<Role>(
        role.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known)
        ? OpenApi.OpenApiTexts.Name(known) : role;

    /// <summary>
    /// The table of the county posts alone: they must exist before anybody can import the other posts with the rest
    /// of the sample.
    /// </summary>
    internal static byte[] CountyPosts() => Encoding.UTF8.GetBytes(string.Join('\n', Rows()
        .Where((row, index) => index is 0 || row.EndsWith($",{County}", StringComparison.Ordinal))) + "\n");

    private static IEnumerable<string> Rows()
    {
        using var stream = typeof(SampleLogins).Assembly.GetManifestResourceStream("sample-users.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } row)
        {
            if (row.Length > 0)
                yield return row;
        }
    }
}

/// <summary>Whether the gateway runs on sample data.</summary>
internal sealed record SampleMode(bool On);

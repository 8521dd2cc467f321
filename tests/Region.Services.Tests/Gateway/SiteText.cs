using System.Net;
using System.Text.RegularExpressions;

namespace Region.Services.Tests.Gateway;

/// <summary>What a page says, without what is drawn anew for every request.</summary>
internal static partial class SiteText
{
    /// <summary>Status, address led to, and text; what the visitor himself sent is blotted out.</summary>
    public static async Task<string> SaidAsync(
        this HttpResponseMessage answer, string sent, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var said = $"{(int)answer.StatusCode} {answer.Headers.Location?.OriginalString}\n{Drawn().Replace(text, "")}";
        return said.Blotted(sent);
    }

    /// <summary>Without a reference: one's own page may name another's, as a company's books name villages.</summary>
    public static string Blotted(this string said, string reference) => reference.Length is 0
        ? said : said.Replace(reference, new string('*', reference.Length), StringComparison.Ordinal);

    /// <summary>The forms of a page, with the values of their fields as a browser would send them.</summary>
    public static IReadOnlyList<SiteForm> FormsOf(string html) =>
    [
        .. Form().Matches(html).Select(form => new SiteForm(
            Decode(form.Groups["action"].Value),
            [
                .. Input().Matches(form.Value).Select(input => (
                    Decode(input.Groups["name"].Value), Decode(Value().Match(input.Value).Groups["value"].Value),
                    input.Value.Contains("type=\"file\"", StringComparison.Ordinal))),
                .. Choice().Matches(form.Value).Select(choice => (
                    Decode(choice.Groups["name"].Value), Decode(choice.Groups["first"].Value), false)),
                .. Area().Matches(form.Value).Select(area => (
                    Decode(area.Groups["name"].Value), Decode(area.Groups["text"].Value), false)),
            ])),
    ];

    private static string Decode(string text) => WebUtility.HtmlDecode(text);

    [GeneratedRegex(
        "(?<=name=\"(?:__RequestVerificationToken|request_id)\" value=\")[^\"]*|(?<=<code>)[0-9a-f]{32}(?=</code>)")]
    private static partial Regex Drawn();

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input [^>]*?name="(?<name>[^"]+)"[^>]*>""", RegexOptions.Singleline)]
    private static partial Regex Input();

    [GeneratedRegex("\\bvalue=\"(?<value>[^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex Value();

    [GeneratedRegex(
        "<select [^>]*?name=\"(?<name>[^\"]+)\"[^>]*>\\s*<option value=\"(?<first>[^\"]*)\"",
        RegexOptions.Singleline)]
    private static partial Regex Choice();

    [GeneratedRegex(
        """<textarea [^>]*?name="(?<name>[^"]+)"[^>]*>(?<text>[^<]*)</textarea>""", RegexOptions.Singleline)]
    private static partial Regex Area();
}

/// <summary>A form as it stands on a page.</summary>
internal sealed record SiteForm(string Action, IReadOnlyList<(string Name, string Value, bool IsFile)> Fields)
{
    /// <summary>The method that it calls; empty for forms of logins and posts.</summary>
    public string Method => Fields.FirstOrDefault(one => one.Name is "act").Value ?? "";

    public bool HasFile => Fields.Any(one => one.IsFile);
}

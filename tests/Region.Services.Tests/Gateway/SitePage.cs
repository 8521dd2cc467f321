using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts.Access.V1;
using Region.Gateway.Edge;
using Region.Services.Tests.Isolation;

namespace Region.Services.Tests.Gateway;

/// <summary>A page of the gateway as its route table has it; a new one joins by itself.</summary>
internal sealed partial record SitePage(string Template)
{
    /// <summary>What stands between braces in addresses, and which reference it is.</summary>
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["book"] = "book",
        ["region"] = "region",
        ["round"] = "round_id",
        ["draft"] = "draft_id",
        ["voucher"] = "voucher_id",
        ["village"] = "village",
        ["template"] = "template_id",
        ["asset"] = "asset",
        ["id"] = "handover_id",
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["period"] = "2026-01",
        ["statement"] = "balance-sheet",
        ["line"] = "1",
        ["login"] = "v0101.accountant",
        ["supplier"] = "S03",
        ["method"] = "ExportLedger",
    };

    /// <summary>What pages are asked for by their query, without which they show nothing.</summary>
    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["/county/posts/term"] = "?login=v0101.accountant&unit=V0101&since=2025-12-31&role="
            + Role.VillageAccountant.ToString("D"),
        ["/books/{book}/chart/item"] = "?kind=ITEM_KIND_STOCK&code=W001",
    };

    /// <summary>First segments of pages that need no login; whoever adds one says here that all may see it.</summary>
    public static IReadOnlyList<string> OpenSegments { get; } = ["", "login", "welcome", "public", "view", "system"];

    /// <summary>The places of the address that name somebody's own.</summary>
    public IEnumerable<string> Places =>
        Place().Matches(Template).Select(match => match.Groups[1].Value).Where(Fields.ContainsKey);

    /// <summary>Whether it is for everybody.</summary>
    public bool IsOpen => OpenSegments.Contains(Template.Split('/')[1]);

    /// <summary>The pages that answer a verb.</summary>
    public static IReadOnlyList<SitePage> Of(IServiceProvider gateway, string verb) =>
    [
        .. from endpoint in gateway.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.IsPage()
               && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(verb) is true
           let template = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
           orderby template
           select new SitePage(template),
    ];

    /// <summary>The reference that a place of an address stands for, such as round_id.</summary>
    public static string FieldOf(string place) => Fields[place];

    /// <summary>The address with everything that stands between braces.</summary>
    public string At(Ids ids) => Place().Replace(Template, match => match.Groups[1].Value switch
    {
        var place when Fields.TryGetValue(place, out var field) => Uri.EscapeDataString(ids.Known[field]),
        var place when Others.TryGetValue(place, out var value) => value,
        // Every book of a regime has it, so that it is nobody's own.
        "account" => ids.Known["account"],
        var place => throw new InvalidOperationException($"{Template}: say here what {place} is."),
    }) + Queries.GetValueOrDefault(Template);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Place();
}

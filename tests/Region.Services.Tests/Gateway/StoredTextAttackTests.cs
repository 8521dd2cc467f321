using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Region.Contracts.Access.V1;
using Region.Gateway.Rest;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>
/// A text that closes attributes, opens elements and begins like a formula, in every text field of every command
/// (stored-texts.json drives a round and a book with it), and then every page as every role sees it, and every file
/// that can be taken away: nowhere does it come out as anything but text.
/// </summary>
[Collection<AttackedRegions>]
public sealed partial class StoredTextAttackTests(TwoRegions world)
{
    /// <summary>Text fields that no page shows, or that are stored as others are; whoever adds one says why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["DisposeAsset.reason"] = "kept beside ChangeAsset's, shown nowhere else",
        ["MatchLines.reason"] = "on no page",
        ["UnmatchLines.reason"] = "on no page",
        ["ReopenMonth.reason"] = "needs a closed month of its own; an act like the others",
        ["ReverseYearEnd.reason"] = "needs a closed year of its own; an act like the others",
        ["CreateTemplate.counterparty_name"] = "content as CreateDraft's",
        ["CreateTemplate.no_attachments_reason"] = "content as CreateDraft's",
        ["CreateTemplate.negative_cash_reason"] = "content as CreateDraft's",
        ["RecordHandover.note"] = "on no page",
        ["ResetAccount.reason"] = "on no page",
        ["UpdateDraft"] = "content as CreateDraft's",
        ["ImportOpening"] = "OpeningAttackTests store it in a book that is empty",
        ["PreviewYearEnd"] = "stores nothing",
        ["CloseYear"] = "its plan is sums",
        ["LockAccount.reason"] = "on no page",
        ["LinkAccount.subject"] = "on no page",
        ["StartSecondFactor"] = "its answer's fields",
        ["CreateAccount"] = "on no page",
        ["CreateApiToken"] = "on no page",
    };

    private static readonly string[] Codes =
    [
        "request_id", "login", "from_login", "to_login", "replaces", "password", "new_password", "code", "service",
        "bank_account",
        "supplier", "issuer", "item_code", "asset_code", "account", "parent", "counterparty", "word",
        "page_token", "unit", "project", "stock", "region", "book", "village", "period",
    ];

    /// <summary>Those for whom something waits on the way.</summary>
    private static readonly Role[] Busy =
        [Role.Secretary, Role.CompanyAccountant, Role.VillageAccountant, Role.Supervisor];

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _keys;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Site => world.World.Http(Slice.Gateway);

    [Fact]
    public async Task A_stored_text_is_text_on_every_page_and_in_every_file()
    {
        using var people = new SitePeople(Site);
        using var http = new HttpClient { BaseAddress = Site };
        var steps = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/Region.Services.Tests/Gateway/stored-texts.json"), Cancelled))!;
        foreach (var step in steps.AsArray())
        {
            if (step!["look"] is null)
                await StoreAsync(http, step);
            else
                await LookAsync(people, step["look"]!.GetValue<string>() is "after everything"
                    ? SitePeople.Roles.Where(role => role is not Role.Operator) : Busy);
        }

        await TakeAwayAsync(http);
        var unseen = _fields.Where(pair => !_seen.Contains(pair.Key)).Select(pair => pair.Value).Distinct().ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_fields.Count} texts stored, {_seen.Count} seen again; not shown: {string.Join(", ", unseen)}");
        _seen.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Every_text_field_of_every_command_is_attacked_or_left_out_for_a_reason()
    {
        var attacked = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/Region.Services.Tests/Gateway/stored-texts.json"), Cancelled);
        var steps = JsonNode.Parse(attacked)!.AsArray().Where(step => step!["method"] is not null).ToLookup(
            step => step!["method"]!.GetValue<string>(), step => step!["body"]!.ToJsonString(), StringComparer.Ordinal);
        var missing = RestCatalog.OfContracts
            .Where(method => method.Verb is "POST")
            .SelectMany(method => Texts(method.Descriptor.InputType).Select(field => (
                Method: method.Descriptor.Name, Field: field)))
            .Where(text => !LeftOut.ContainsKey(text.Method) && !LeftOut.ContainsKey($"{text.Method}.{text.Field.Name}")
                && !steps[text.Method].Any(body => Payload(text.Field).IsMatch(body)))
            .Select(text => $"{text.Method}.{text.Field.Name}")
            .Distinct();

        missing.ShouldBeEmpty();
    }

    private static Regex Payload(FieldDescriptor field) =>
        new($"\"{field.JsonName}\":\"(?:\\{{[TS]\\}}|csv:)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IEnumerable<FieldDescriptor> Texts(MessageDescriptor type) =>
        from field in type.Fields.InDeclarationOrder()
        from text in field.FieldType switch
        {
            FieldType.Message when !field.IsMap => Texts(field.MessageType),
            FieldType.String when IsText(field.Name) => [field],
            _ => (IEnumerable<FieldDescriptor>)[],
        }
        select text;

    private static bool IsText(string name) => !Codes.Contains(name) && !CodeLike().IsMatch(name);

    private async Task StoreAsync(HttpClient http, JsonNode step)
    {
        var method = RestCatalog.OfContracts.First(one =>
            one.Descriptor.Name == step["method"]!.GetValue<string>() && one.Verb is "POST");
        var body = (JsonObject)Filled(step["body"]!, method.Descriptor.Name);
        if (method.RequestId is not null)
            body["requestId"] = $"stored-{++_keys}";

        var message = Google.Protobuf.JsonParser.Default.Parse(body.ToJsonString(), method.Descriptor.InputType);
        var person = step["as"]!.GetValue<string>().Split(' ');
        using var call = RestCall.Of(
            method, message, world.World.Token(Callers.Of(Enum.Parse<Role>(person[0]), person[1])));
        using var answer = await http.SendAsync(call, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{method.Descriptor.Name} {body.ToJsonString()}: {text}");
        foreach (var (name, path) in step["keep"] as JsonObject ?? [])
        {
            _kept[name] = path!.GetValue<string>().Split('.')
                .Aggregate(JsonNode.Parse(text)!, (node, part) => node[part]!).GetValue<string>();
        }
    }

    /// <summary>The body with its ids, and with a text of its own in every place for one.</summary>
    private JsonNode Filled(JsonNode node, string method) => node switch
    {
        JsonObject inner => new JsonObject(inner.Select(pair =>
            KeyValuePair.Create(pair.Key, (JsonNode?)Filled(pair.Value!, $"{method}.{pair.Key}")))),
        JsonArray list => new JsonArray([.. list.Select(one => Filled(one!, method))]),
        _ when node.GetValueKind() is System.Text.Json.JsonValueKind.String => Filled(node.GetValue<string>(), method),
        _ => node.DeepClone(),
    };

    private JsonNode Filled(string text, string field)
    {
        var filled = Place().Replace(text, match => match.Groups[1].Value switch
        {
            "T" => Text(field),
            "Q" => $"\"{Text(field).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            "S" => "<u>'\"",
            var kept => _kept[kept],
        });
        return filled.StartsWith("csv:", StringComparison.Ordinal)
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(filled[4..]))
            : filled;
    }

    private string Text(string field)
    {
        var tag = $"k{_fields.Count}q";
        _fields[tag] = field;
        return $"=1+1'\"><u id={tag}>";
    }

    private async Task LookAsync(SitePeople people, IEnumerable<Role> roles)
    {
        foreach (var role in roles)
        {
            var browser = await people.OfAsync(role, Cancelled);
            var pages = SitePage.Of(world.World.Services(Slice.Gateway), "GET");
            foreach (var path in pages.SelectMany(page => At(page, role)).Distinct())
            {
                using var answer = await browser.Http.GetAsync(path, Cancelled);
                ((int)answer.StatusCode).ShouldBeLessThan(500, path);
                // Files are judged when they are taken away.
                if (answer.Content.Headers.ContentDisposition?.DispositionType is "attachment")
                    continue;

                Judge(await answer.Content.ReadAsStringAsync(Cancelled), $"{role} {path}");
            }
        }
    }

    private IEnumerable<string> At(SitePage page, Role role)
    {
        var own = SitePeople.OwnOf(world, role, Stage.Settled);
        foreach (var draft in (string[])["returned", "posted", "thrown"])
        {
            yield return page.At(own
                .With("round_id", _kept.GetValueOrDefault("round", own.Known["round_id"]))
                .With("draft_id", _kept.GetValueOrDefault(draft, own.Known["draft_id"]))
                .With("voucher_id", _kept.GetValueOrDefault("voucher", own.Known["voucher_id"])));
        }

        // The person that the last commands appoint and dismiss.
        if (page.Template is "/county/posts/term" or "/county/people/{login}")
        {
            yield return page.At(own)
                .Replace("v0101.accountant", "attack.post", StringComparison.Ordinal)
                .Replace("unit=V0101", "unit=V0102", StringComparison.Ordinal)
                .Replace("since=2025-12-31", "since=2026-01-01", StringComparison.Ordinal)
                .Replace($"role={Role.VillageAccountant:D}", $"role={Role.Supervisor:D}", StringComparison.Ordinal);
        }
    }

    private void Judge(string html, string where)
    {
        foreach (var raw in (string[])["<u id=", "<u>", "'\">", "\"&gt;&lt;u", "'&gt;&lt;u"])
            html.ShouldNotContain(raw, Case.Sensitive, where);

        foreach (Match tag in Tag().Matches(html))
            _seen.Add(tag.Value);
    }

    // What a spreadsheet opens: no cell begins as a formula does.
    private async Task TakeAwayAsync(HttpClient http)
    {
        var token = world.World.Token(Callers.Of(Role.VillageAccountant, "V0101"));
        var files = 0;
        foreach (var method in RestCatalog.OfContracts.Where(method => method.Verb is "GET" && method.AnswersRaw))
        {
            var verb = Slice.All.First(one => one.Method.FullName == method.Descriptor.FullName);
            foreach (var format in (string[])["1", "2"])
            {
                var request = Requests.Fill(verb, world.IdsOf("R01", Stage.Settled, "V0101"));
                using var call = RestCall.Of(method, request, token);
                call.RequestUri = new Uri(
                    FormatOf().Replace(call.RequestUri!.OriginalString, $"format={format}"), UriKind.Relative);
                using var answer = await http.SendAsync(call, Cancelled);
                var content = await answer.Content.ReadAsByteArrayAsync(Cancelled);
                if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType is not { } type)
                    continue;

                answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment", method.Path.Public);
                files++;
                if (type is "text/csv")
                    Encoding.UTF8.GetString(content).ShouldNotMatch("(^|[,\n\"])=1\\+1", method.Path.Public);
            }
        }

        files.ShouldBeGreaterThan(3);
    }

    [GeneratedRegex("_(id|ids|hashes|on|date|month|hash|token|fen|price|quantity|at)$|quantity$"
        + "|^(month|round_id|cut_off|since|as_of|known_at|packs|pack_size|units|in_service|work_total)$"
        + "|^(remaining_work|account_name|uri|secret|qr_svg)$")]
    private static partial Regex CodeLike();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"k\d+q")]
    private static partial Regex Tag();

    [GeneratedRegex(@"format=\w+")]
    private static partial Regex FormatOf();
}

/// <summary>Two regions that attacks may fill with whatever they store.</summary>
[CollectionDefinition]
public sealed class AttackedRegions : ICollectionFixture<TwoRegions>;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Region.Gateway.Identity;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// A village that the county office registers while the system runs, in a region of its own: its book is there and
/// holds nothing, and its people have chosen their passwords.
/// </summary>
internal sealed class NewVillage : IDisposable
{
    private const string Password = "Changhe-2026-xin";
    private const string Since = "2025-12-31";

    private static readonly TimeSpan Opens = TimeSpan.FromMinutes(1);

    private readonly SampleSite _site;
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private NewVillage(SampleSite site, string region)
    {
        _site = site;
        _http = new HttpClient { BaseAddress = site.Site };
        Region = region;
        Code = $"V{region.AsSpan(1)}01";
    }

    /// <summary>The code of village and book.</summary>
    public string Code { get; }

    private string Region { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Registers a region with one village; no other test may take the same region.</summary>
    public static async Task<NewVillage> RegisterAsync(SampleSite site, string region)
    {
        var village = new NewVillage(site, region);
        village._tokens["county"] = await village.LogInAsync("county", SampleLogins.Password);
        await village.ImportAsync();
        foreach (var person in (string[])["accountant", "head", "cashier"])
            await village.AppointAsync(person);

        await Eventually.HoldsAsync(
            async () =>
            {
                using var answer = await village.SendAsync(
                    "accountant", HttpMethod.Get, $"/v1/books/{village.Code}", null);
                return answer.IsSuccessStatusCode;
            },
            Opens,
            "the new village has its book",
            Token);
        return village;
    }

    /// <summary>One of the village's people, such as accountant, logged in before a screen.</summary>
    public async Task<Person> SitDownAsync(string person, Screen screen)
    {
        var there = await _site.SitDownAsync("", screen);
        await there.TryLogInAsync(LoginOf(person), Password);
        there.Page.Url.ShouldNotContain("/login");
        return there;
    }

    /// <summary>Sends a command of one of the village's people.</summary>
    public Task<JsonNode> CallAsync(string person, string path, JsonObject body)
    {
        body["requestId"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        return PostAsync(person, path, body);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> PostAsync(string person, string path, JsonObject body)
    {
        using var answer = await SendAsync(person, HttpMethod.Post, path, body);
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    private string LoginOf(string person) => $"{Code.ToLowerInvariant()}.{person}";

    private async Task ImportAsync()
    {
        var company = CreditCodes.Of($"91410000{Region}000000");
        var village = CreditCodes.Of($"N2410000{Code}0000");
        await CallAsync("county", "/v1/register:import", new JsonObject
        {
            ["regionsTable"] = Table($"region,name,industry,town\n{Region},样例{Region}区域党委,种植,样例镇\n"),
            ["companiesTable"] = Table("region,name,registered_capital,cash,resource,asset,uscc\n"
                + $"{Region},样例{Region}强村有限公司,1000.00,1000.00,0,0,{company}\n"),
            ["villagesTable"] = Table(
                "region,village,name,population,households,cash,resource,asset,contribution,uscc\n"
                + $"{Region},{Code},新河村(样例),500,120,1000.00,0,0,1000.00,{village}\n"),
            ["joinedOn"] = Since,
        });
        await CallAsync("county", "/v1/posts:import", new JsonObject
        {
            ["postsTable"] = Table("login,name,role,unit\n"
                + $"{LoginOf("accountant")},样例会计新,village_accountant,{Code}\n"
                + $"{LoginOf("head")},样例主任新,village_head,{Code}\n"
                + $"{LoginOf("cashier")},样例出纳新,cashier,{Code}\n"),
            ["since"] = Since,
        });
    }

    private async Task AppointAsync(string person)
    {
        var made = await PostAsync("county", "/v1/accounts", new JsonObject { ["login"] = LoginOf(person) });
        using var set = await _http.PostAsJsonAsync(
            "/v1/login:set-password", new { code = (string)made["code"]!, newPassword = Password }, Token);
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync(Token));
        _tokens[person] = await LogInAsync(LoginOf(person), Password);
    }

    private async Task<string> LogInAsync(string login, string password)
    {
        using var answer = await _http.PostAsJsonAsync("/v1/login", new { login, password }, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return (string)JsonNode.Parse(text)!["accessToken"]!;
    }

    private Task<HttpResponseMessage> SendAsync(string person, HttpMethod verb, string path, JsonObject? body)
    {
        var request = new HttpRequestMessage(verb, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[person]);
        return _http.SendAsync(request, Token);
    }

    private static string Table(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

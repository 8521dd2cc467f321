using System.Text;
using System.Text.Json.Nodes;
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
    private readonly ByRest _rest;

    private NewVillage(SampleSite site, string region)
    {
        _site = site;
        _rest = new ByRest(site.Site);
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
        await village.ImportAsync();
        foreach (var person in (string[])["accountant", "head", "cashier"])
            await village._rest.AdmitAsync(village.LoginOf(person), Password);

        await Eventually.HoldsAsync(
            () => village._rest.IsThereAsync(village.LoginOf("accountant"), $"v1/books/{village.Code}"),
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
    public Task<JsonNode> CallAsync(string person, string path, JsonObject body) =>
        _rest.DoAsync(LoginOf(person), path, body);

    public void Dispose() => _rest.Dispose();

    private string LoginOf(string person) => $"{Code.ToLowerInvariant()}.{person}";

    private async Task ImportAsync()
    {
        var company = CreditCodes.Of($"91410000{Region}000000");
        var village = CreditCodes.Of($"N2410000{Code}0000");
        await _rest.DoAsync("county", "v1/register:import", new JsonObject
        {
            ["regionsTable"] = Table($"region,name,industry,town\n{Region},样例{Region}区域党委,种植,样例镇\n"),
            ["companiesTable"] = Table("region,name,registered_capital,cash,resource,asset,uscc\n"
                + $"{Region},样例{Region}强村有限公司,1000.00,1000.00,0,0,{company}\n"),
            ["villagesTable"] = Table(
                "region,village,name,population,households,cash,resource,asset,contribution,uscc\n"
                + $"{Region},{Code},新河村(样例),500,120,1000.00,0,0,1000.00,{village}\n"),
            ["joinedOn"] = Since,
        });
        await _rest.DoAsync("county", "v1/posts:import", new JsonObject
        {
            ["postsTable"] = Table("login,name,role,unit\n"
                + $"{LoginOf("accountant")},样例会计新,village_accountant,{Code}\n"
                + $"{LoginOf("head")},样例主任新,village_head,{Code}\n"
                + $"{LoginOf("cashier")},样例出纳新,cashier,{Code}\n"),
            ["since"] = Since,
        });
    }

    private static string Table(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

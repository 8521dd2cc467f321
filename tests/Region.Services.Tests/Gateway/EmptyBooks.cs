using Google.Protobuf;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Services.Tests.Isolation;
using Region.Testing;

namespace Region.Services.Tests.Gateway;

/// <summary>Villages of a third region, whose books have no opening balances yet, and their accountant.</summary>
internal sealed class EmptyBooks(TwoRegions world)
{
    private const string Region = "R07";
    private const string Joined = "2025-12-31";

    /// <summary>Somebody of the sample who keeps these books beside his own.</summary>
    private const string Login = "v0201.accountant";

    private static readonly string[] Villages = ["V0701", "V0702", "V0703", "V0704"];

    /// <summary>Never opened: what is sent to it is refused.</summary>
    public static string Untouched => Villages[0];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Registers them where another test has not done so yet.</summary>
    public async Task SetUpAsync()
    {
        var county = world.World.As("villages", Callers.Of(Role.CountyOffice, "COUNTY"));
        await new RegisterService.RegisterServiceClient(county).ImportRegisterAsync(Register(), null, null, Cancelled);
        await new PostService.PostServiceClient(county).ImportPostsAsync(
            new ImportPostsRequest
            {
                RequestId = "seed-r07-posts",
                PostsTable = Table([
                    "login,name,role,unit",
                    .. Villages.Select(village => $"{Login},样例会计四,village_accountant,{village}"),
                ]),
                Since = Joined,
            },
            cancellationToken: Cancelled);
        foreach (var (village, number) in Villages.Select((village, at) => (village, at)))
        {
            await world.World.DeliverAsync(
                "accounting",
                Topics.VillageJoined,
                FormattableString.Invariant($"01900000-0000-7000-8000-00000007{number:0000}"),
                village,
                new VillageJoined
                {
                    Village = village,
                    Name = $"空账村{village}",
                    Region = Region,
                    Company = "C07",
                    AccountingDate = Joined,
                    ContributionFen = 10_000,
                    CreditCode = CodeOf(village),
                },
                Cancelled);
        }
    }

    /// <summary>Their accountant's browser, acting in one of the books.</summary>
    public static async Task<Browser> OfAsync(SitePeople people, string village)
    {
        var browser = await people.OfAsync(Login, Cancelled);
        using var switched = await browser.SendAsync(
            "/post", Cancelled, ("role", nameof(Role.VillageAccountant)), ("unit", village), ("return", "/"));
        return browser;
    }

    /// <summary>The forms of a page of the book.</summary>
    public static async Task<IReadOnlyList<SiteForm>> FormsAsync(Browser browser, string village, string page) =>
        SiteText.FormsOf(await browser.Http.GetStringAsync($"/books/{village}/{page}", Cancelled));

    private static ImportRegisterRequest Register() => new()
    {
        RequestId = "seed-r07-register",
        RegionsTable = Table(["region,name,industry,town", $"{Region},空账区域党委,种植,样例镇"]),
        CompaniesTable = Table([
            "region,name,registered_capital,cash,resource,asset,uscc",
            $"{Region},空账强村公司,400.00,400.00,0,0,{CreditCodes.Of($"91410000{Region}000000")}",
        ]),
        VillagesTable = Table([
            "region,village,name,population,households,cash,resource,asset,contribution,uscc",
            .. Villages.Select(village =>
                $"{Region},{village},空账村{village},500,120,100.00,0,0,100.00,{CodeOf(village)}"),
        ]),
        JoinedOn = Joined,
    };

    private static string CodeOf(string village) => CreditCodes.Of($"N2410000{village}0000");

    private static ByteString Table(IEnumerable<string> rows) =>
        ByteString.CopyFromUtf8(string.Join('\n', rows) + "\n");
}

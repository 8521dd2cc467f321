using System.Net;
using System.Net.Http.Headers;
using Region.Contracts.Access.V1;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Sessions;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Forms that another site sends, addresses that lead away, guessed passwords and home-made tokens.</summary>
[Collection<SharedRegions>]
public sealed class FormAttackTests(TwoRegions world)
{
    /// <summary>Nobody else in these tests logs in as he.</summary>
    private const string Guessed = "r02.manager";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Site => world.World.Http(Slice.Gateway);

    /// <summary>Addresses that some browser or other reads as another site's, or as a script.</summary>
    public static TheoryData<string> Away { get; } =
    [
        "https://evil.example/", "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example",
        "\\/evil.example", "/\t/evil.example", "/\r\n/evil.example", "\t//evil.example", " //evil.example",
        "https:evil.example", "http:\\\\evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>", "%2f%2fevil.example", "/%2f%2fevil.example", "/%5cevil.example",
        "evil.example", "@evil.example", "/{nothing}/evil.example", "/{region}{book}/evil.example",
        "{region}//evil.example", "/{page.x}\\evil.example",
    ];

    [Fact]
    public async Task A_form_with_no_token_a_made_up_one_or_another_session_s_is_refused_and_changes_nothing()
    {
        using var people = new SitePeople(Site);
        var victim = await people.OfAsync(Role.VillageAccountant, Cancelled);
        var attacker = await people.OfAsync(Role.Manager, Cancelled);
        using var nobody = new Browser(Site);
        string?[] tokens =
        [
            null, "", "CfDJ8made-up", await attacker.FormTokenAsync(Cancelled), await nobody.FormTokenAsync(Cancelled),
        ];
        var before = Stores();
        var session = victim.SessionId;
        var own = SitePeople.OwnOf(world, Role.VillageAccountant, Stage.Collecting);
        foreach (var page in SitePage.Of(world.World.Services(Slice.Gateway), "POST"))
        {
            foreach (var token in tokens)
            {
                (string, string)[] fields =
                [
                    .. token is null ? [] : ((string, string)[])[("__RequestVerificationToken", token)],
                    ("act", "SubmitRequisition"), ("form", "SubmitRequisition"), ("packs", "99"),
                    ("region", "R01"), ("village", "V0101"), ("round_id", own.Known["round_id"]),
                    ("requested_on", "2026-03-03"), ("request_id", "forged-form"), ("role", "VillageAccountant"),
                    ("unit", "V0102"), ("login", "v0102.accountant"), ("password", SampleLogins.Password),
                ];
                using var answer = await victim.SendBareAsync(page.At(own), Cancelled, fields);
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{page.Template} {token}");
            }
        }

        victim.SessionId.ShouldBe(session);
        Stores().ShouldBe(before);
    }

    [Fact]
    public async Task A_token_without_its_cookie_is_refused()
    {
        using var people = new SitePeople(Site);
        var secretary = await people.OfAsync(Role.Secretary, Cancelled);
        var token = await secretary.FormTokenAsync(Cancelled);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Site };
        using var request = new HttpRequestMessage(HttpMethod.Post, Look)
        {
            Content = new FormUrlEncodedContent(
                Looking(token, "/").Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("Cookie", $"{SessionCookie.PlainName}={secretary.SessionId}");

        using var answer = await http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Away))]
    public async Task No_form_and_no_address_leads_away(string address)
    {
        using var people = new SitePeople(Site);
        var secretary = await people.OfAsync(Role.Secretary, Cancelled);
        using var done = await secretary.SendBareAsync(
            Look, Cancelled, Looking(await secretary.FormTokenAsync(Cancelled), address));
        using var viewed = await secretary.Http.GetAsync($"/view?back={Uri.EscapeDataString(address)}", Cancelled);
        using var switched = await secretary.SendAsync(
            "/post", Cancelled, ("role", "Secretary"), ("unit", "R01"), ("return", address));
        using var stranger = new Browser(Site);
        var asked = await stranger.Http.GetStringAsync($"/login?return={Uri.EscapeDataString(address)}", Cancelled);
        using var refused = await stranger.SendAsync(
            "/login", Cancelled, ("login", "nobody"), ("password", "x"), ("return", address));
        using var left = await secretary.SendAsync("/logout", Cancelled, ("return", address));

        foreach (var answer in (HttpResponseMessage[])[done, viewed, switched, refused, left])
            LeadsAway(answer.Headers.Location?.OriginalString).ShouldBeFalse(answer.RequestMessage!.RequestUri!.Query);
        var back = SiteText.FormsOf(asked).SelectMany(form => form.Fields).First(field => field.Name is "return").Value;
        LeadsAway(back).ShouldBeFalse(back);
    }

    [Fact]
    public async Task Passwords_are_not_guessed_at_the_form()
    {
        using var browser = new Browser(Site);
        for (var guess = 0; guess < Lockout.MostFailures; guess++)
            (await GuessAsync(browser, Guessed, $"guess-{guess}")).ShouldContain("LOGIN_WRONG");

        (await GuessAsync(browser, Guessed, SampleLogins.Password)).ShouldContain("LOGIN_LOCKED");
        browser.SessionId.ShouldBeNullOrEmpty();

        for (var guess = 0; guess < Lockout.MostFailures; guess++)
            (await GuessAsync(browser, "r02.nobody", $"guess-{guess}")).ShouldContain("LOGIN_WRONG");
        (await GuessAsync(browser, "r02.nobody", "x")).ShouldContain("LOGIN_LOCKED", customMessage: "locked alike");
    }

    [Fact]
    public async Task A_token_that_somebody_made_himself_opens_neither_REST_nor_a_page()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Site };
        var keys = Path.Combine(world.World.DataFolder, "keys", "gateway.json");
        var caller = Callers.Of(Role.VillageAccountant, "V0101");
        foreach (var (what, token) in ForgedTokens.Of(keys, caller, TimeProvider.System.GetUtcNow().UtcDateTime))
        {
            using var rest = await GetAsync(http, "/v1/books/V0101/vouchers", token);
            rest.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, what);
            using var page = await GetAsync(http, "/books/V0101/vouchers", token);
            page.StatusCode.ShouldBe(HttpStatusCode.Redirect, what);
        }

        using var good = await GetAsync(http, "/v1/books/V0101/vouchers", world.World.Token(caller));
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var goodAtPage = await GetAsync(http, "/books/V0101/vouchers", world.World.Token(caller));
        goodAtPage.StatusCode.ShouldBe(HttpStatusCode.Redirect, "pages take sessions, not tokens");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", 9000, HttpStatusCode.BadRequest)]
    [InlineData("text/plain", 1, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", 1, HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_read_is_its_sender_s_mistake(string type, int fields, HttpStatusCode said)
    {
        using var people = new SitePeople(Site);
        var accountant = await people.OfAsync(Role.VillageAccountant, Cancelled);
        using var content = new StringContent(
            string.Join('&', Enumerable.Range(0, fields).Select(number => $"f{number}=1")));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);

        using var answer = await accountant.Http.PostAsync("/books/V0101/imports", content, Cancelled);

        answer.StatusCode.ShouldBe(said);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_form_may_be_large_only_for_somebody_who_is_known_and_only_so_far()
    {
        using var stranger = new Browser(Site);
        using var people = new SitePeople(Site);
        var accountant = await people.OfAsync(Role.VillageAccountant, Cancelled);
        using var huge = new ByteArrayContent(new byte[40 * 1024 * 1024]);
        huge.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");

        using var unknown = await stranger.Http.PostAsync("/books/V0101/imports", new StringContent(""), Cancelled);
        using var sent = new HttpRequestMessage(HttpMethod.Post, "/books/V0101/imports") { Content = huge };

        // Whoever waits for leave to send hears it; else the connection is cut.
        sent.Headers.ExpectContinue = true;
        using var known = await accountant.Http.SendAsync(sent, Cancelled);

        unknown.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        known.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private const string Look = "/regions/R01/books/V0101/look";

    // It answers at once and changes nothing but the record of looks.
    private static (string, string)[] Looking(string token, string next) =>
    [
        ("__RequestVerificationToken", token), ("act", "LookIntoVouchers"), ("form", "LookIntoVouchers"),
        ("region", "R01"), ("book", "V0101"), ("reason", "检查跳转地址"), ("next", next),
        ("request_id", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()),
    ];

    /// <summary>As browsers read it: tabs and line ends count for nothing, and a backslash is a slash.</summary>
    private static bool LeadsAway(string? address)
    {
        if (address is null)
            return false;

        var read = string.Concat(address.Where(sign => sign is not ('\t' or '\r' or '\n'))).Trim().Replace('\\', '/');
        return read.StartsWith("//", StringComparison.Ordinal)
            || !read.StartsWith('/') || !Uri.TryCreate(new Uri("http://site.example/"), read, out var whole)
            || whole.Host is not "site.example";
    }

    private IReadOnlyList<string> Stores() => [.. StoreDump.Of(world.World.DataFolder)
        .Where(line => !line.Contains(" sessions ", StringComparison.Ordinal))];

    private static async Task<string> GuessAsync(Browser browser, string login, string password)
    {
        using var answer = await browser.SendAsync("/login", Cancelled, ("login", login), ("password", password));
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await http.SendAsync(request, Cancelled);
    }
}

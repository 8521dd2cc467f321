using System.Net;
using System.Net.Sockets;
using System.Text;
using Region.Contracts.Access.V1;
using Region.Gateway.Web;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Files that are not what they seem, sent to every form of every page that takes one.</summary>
[Collection<AttackedRegions>]
public sealed class UploadAttackTests(TwoRegions world)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Site => world.World.Http(Slice.Gateway);

    [Fact]
    public async Task A_file_that_is_not_what_it_seems_is_refused_by_every_form_and_nothing_is_fetched_or_kept()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outside = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        using var people = new SitePeople(Site);
        var forms = await FormsAsync(people);
        var before = Stores();
        forms.Select(one => one.Form.Method).ShouldContain("ImportRegister");
        forms.Select(one => one.Form.Method).ShouldContain("ImportPosts");
        forms.Select(one => one.Form.Method).ShouldContain("ImportOpening");
        forms.Select(one => one.Form.Method).ShouldContain("PreviewTransition");
        forms.Count.ShouldBeGreaterThan(5);
        foreach (var (browser, form) in forms)
        {
            foreach (var (what, name, content) in HostileFiles.Of(outside))
            {
                using var answer = await SendAsync(browser, form, name, content);

                var said = await answer.Content.ReadAsStringAsync(Cancelled);
                ((int)answer.StatusCode).ShouldBeInRange(400, 413, $"{form.Method} {what}: {said}");
                said.ShouldContain(
                    content.Length > FormSize.OfKnown ? "一次最多 14 MB" : "role=\"alert\"",
                    Case.Sensitive,
                    $"{form.Method} {what}");
            }
        }

        listener.Pending().ShouldBeFalse("a table was asked to fetch something");
        Stores().ShouldBe(before);
    }

    [Theory]
    [InlineData("../../keys/gateway.pdf", "gateway.pdf")]
    [InlineData("..\\..\\keys\\gateway.pdf", "gateway.pdf")]
    [InlineData("C:\\Users\\张三\\收据.pdf", "收据.pdf")]
    [InlineData("/etc/收据 2.pdf", "收据 2.pdf")]
    public async Task A_path_in_the_name_of_a_file_is_left_behind(string sent, string kept)
    {
        using var people = new SitePeople(Site);
        var accountant = await people.OfAsync("v0102.accountant", Cancelled);
        var draft = $"/books/V0102/drafts/{world.IdsOf("R01", Stage.Settled, "V0102").Known["draft_id"]}";
        var form = SiteText.FormsOf(await accountant.Http.GetStringAsync(draft, Cancelled))
            .Single(one => one.Method is "AttachFile");

        using var answer = await SendAsync(accountant, form, sent, Encoding.UTF8.GetBytes($"%PDF-1.7 {sent}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Cancelled));
        var page = await accountant.Http.GetStringAsync(draft, Cancelled);
        page.ShouldContain($"\">{kept}</a>");
        page.ShouldNotContain("keys");
    }

    [Theory]
    [InlineData("UTF-8 with a mark")]
    [InlineData("GB18030")]
    public async Task A_table_as_Chinese_spreadsheets_save_it_is_read(string encoding)
    {
        const string Table = "村编码,件数,用途\n无此村甲,5,春耕\n";
        var content = encoding is "GB18030"
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Table)
            : [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)];
        using var people = new SitePeople(Site);
        var (browser, form) = (await FormsAsync(people)).Single(one => one.Form.Method is "ImportRequisitions");

        using var answer = await SendAsync(browser, form, "需求.csv", content);

        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldContain("无此村甲");
    }

    /// <summary>Every form with a file on a page that its person may open.</summary>
    private async Task<List<(Browser Browser, SiteForm Form)>> FormsAsync(SitePeople people)
    {
        var forms = new List<(Browser, SiteForm)>();
        Role[] senders = [Role.VillageAccountant, Role.CompanyAccountant, Role.Manager, Role.CountyOffice];
        foreach (var role in senders)
        {
            var browser = await people.OfAsync(role, Cancelled);
            foreach (var page in SitePage.Of(world.World.Services(Slice.Gateway), "POST"))
            {
                using var answer = await browser.Http.GetAsync(
                    page.At(SitePeople.OwnOf(world, role, Stage.Collecting)), Cancelled);
                forms.AddRange(SiteText.FormsOf(await answer.Content.ReadAsStringAsync(Cancelled))
                    .Where(form => form.HasFile).Select(form => (browser, form)));
            }
        }

        await new EmptyBooks(world).SetUpAsync();
        var empty = await EmptyBooks.OfAsync(people, EmptyBooks.Untouched);
        foreach (var page in (string[])["imports/opening", "imports/old-book"])
        {
            forms.AddRange((await EmptyBooks.FormsAsync(empty, EmptyBooks.Untouched, page))
                .Where(form => form.HasFile).Select(form => (empty, form)));
        }

        return [.. forms.DistinctBy(one => one.Item2.Method)];
    }

    private static Task<HttpResponseMessage> SendAsync(Browser browser, SiteForm form, string name, byte[] content) =>
        browser.UploadAsync(form, [(form.Fields.First(one => one.IsFile).Name, name, content)], Cancelled);

    private IReadOnlyList<string> Stores() => [.. StoreDump.Of(world.World.DataFolder)
        .Where(line => !line.Contains(" sessions ", StringComparison.Ordinal))];
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Region.Contracts.Access.V1;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>Files that are not what they seem, sent to every form of every page that takes one.</summary>
[Collection<AttackedRegions>]
public sealed class UploadAttackTests(TwoRegions world)
{
    private const string Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Site => world.World.Http(Slice.Gateway);

    [Fact]
    public async Task A_file_that_is_not_what_it_seems_is_refused_by_every_form_and_nothing_is_fetched_or_kept()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outside = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        using var people = new SitePeople(Site);
        var before = Stores();
        var forms = await FormsAsync(people);
        forms.Select(one => one.Form.Method).ShouldContain("ImportRegister");
        forms.Select(one => one.Form.Method).ShouldContain("ImportPosts");
        forms.Count.ShouldBeGreaterThan(5);
        foreach (var (browser, form) in forms)
        {
            foreach (var (what, name, content) in Files(outside))
            {
                using var answer = await SendAsync(browser, form, name, content);

                var said = await answer.Content.ReadAsStringAsync(Cancelled);
                ((int)answer.StatusCode).ShouldBeInRange(400, 413, $"{form.Method} {what}: {said}");
                said.ShouldContain("role=\"alert\"", Case.Sensitive, $"{form.Method} {what}");
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

    private static IEnumerable<(string What, string Name, byte[] Content)> Files(string outside)
    {
        yield return ("a zip bomb", "表.xlsx", Bomb());
        yield return ("an external entity", "表.xlsx", Book(
            $"<!DOCTYPE x [<!ENTITY e SYSTEM \"{outside}entity\">]>", "<c t=\"inlineStr\"><is><t>&e;</t></is></c>"));
        yield return ("entities that multiply", "表.xlsx", Book(
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
            "<c t=\"inlineStr\"><is><t>&b;</t></is></c>"));
        yield return ("a link to another workbook", "表.xlsx", Book("", "<c r=\"A1\"><f>[1]Sheet1!A1</f></c>", outside));
        yield return ("a formula without a result", "表.xlsx", Book(
            "", $"<c r=\"A1\"><f>WEBSERVICE(\"{outside}\")</f></c>"));
        yield return ("a picture named as a workbook", "表.xlsx", Picture());
        yield return ("a page named as a document", "收据.pdf", "<html><script>alert(1)</script></html>"u8.ToArray());
        yield return ("a drawing with a script", "图.png",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray());
        yield return ("a program", "账.xlsx", [0x4D, 0x5A, 0x90, 0x00, .. new byte[4096]]);
        yield return ("an old workbook", "账.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]]);
        yield return ("an archive of something else", "表.xlsx", Zip(("evil/../../x.txt", "x")));
        yield return ("nine megabytes", "大.csv", Encoding.ASCII.GetBytes(new string('a', 9 * 1024 * 1024)));
        yield return ("text in UTF-16", "表.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("村编码,件数\n")]);
    }

    // A picture may be attached to a draft under any name: what it is, its content says.
    private static byte[] Picture() => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x00, .. new byte[512]];

    private static byte[] Bomb() => Zip(
        ("[Content_Types].xml", Types), ("_rels/.rels", Root),
        ("xl/workbook2.xml", new string(' ', 200 * 1024 * 1024)));

    private static byte[] Book(string before, string cell, string? link = null) => Zip(
        ("[Content_Types].xml", Types),
        ("_rels/.rels", Root),
        ("xl/workbook2.xml", $"""
            <workbook xmlns="{Sheets}" xmlns:r="{Links}">
            <sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook2.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Links}/worksheet" Target="sheet1.xml"/>
            {(link is null ? "" : $"<Relationship Id=\"rId2\" Type=\"{Links}/externalLinkPath\"")}
            {(link is null ? "" : $"TargetMode=\"External\" Target=\"{link}\"/>")}
            </Relationships>
            """),
        ("xl/sheet1.xml", $"""
            {before}<worksheet xmlns="{Sheets}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>
            """.Trim()));

    private const string Types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook2.xml"
          ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/sheet1.xml"
          ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        </Types>
        """;

    private const string Root = $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="{Links}/officeDocument" Target="xl/workbook2.xml"/></Relationships>
        """;

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return stream.ToArray();
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

        return [.. forms.DistinctBy(one => one.Item2.Method)];
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Browser browser, SiteForm form, string name, byte[] content)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (field, value, isFile) in form.Fields.Where(one => !one.IsFile))
            body.Add(new StringContent(value.Length > 0 ? value : Requests.TypedOf(field)), field);

        using var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{form.Fields.First(one => one.IsFile).Name}\"",
            FileNameStar = name,
        };
        body.Add(file);
        return await browser.Http.PostAsync(form.Action, body, Cancelled);
    }

    private IReadOnlyList<string> Stores() => [.. StoreDump.Of(world.World.DataFolder)
        .Where(line => !line.Contains(" sessions ", StringComparison.Ordinal))];
}

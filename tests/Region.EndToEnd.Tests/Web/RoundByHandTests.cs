using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>
/// Round P1 of the sample, done by the people of its table in the browser, form by form: each starts on his own first
/// page and follows what it says. The villages' people have phones.
/// </summary>
[Collection(nameof(FreshCounty))]
public sealed class RoundByHandTests(FreshCounty county) : IDisposable
{
    private const string Title = "P1 橡筋圈坯";
    private const string Company = "样例发饰强村有限公司";

    private static readonly TimeSpan Posted = TimeSpan.FromSeconds(60);

    private static readonly string[] Books = ["V0101", "V0102", "V0103", "V0104", "C01"];

    private static readonly (string Village, string Login, string Packs, string Prepaid)[] Villages =
    [
        ("V0101", "v0101.accountant", "50", "24,000.00"), ("V0102", "v0102.accountant", "32", "14,879.54"),
        ("V0103", "town.accountant", "17", "8,159.75"), ("V0104", "town.accountant", "12", "5,759.82"),
    ];

    /// <summary>Closing balances of the sample's table, in yuan and signed to debit.</summary>
    private static readonly (string Book, string Account, string Counterparty, string Yuan)[] Closing =
    [
        ("V0101", "102", "", "245581.09"), ("V0101", "112", "", "12900.00"), ("V0101", "112", "C01", "0"),
        ("V0101", "121", "", "51019.28"),
        ("V0102", "102", "", "230021.20"), ("V0102", "112", "C01", "0"), ("V0102", "121", "", "43879.54"),
        ("V0103", "102", "", "224641.36"), ("V0103", "112", "C01", "0"), ("V0103", "121", "", "38659.75"),
        ("V0104", "102", "", "214941.66"), ("V0104", "112", "C01", "0"), ("V0104", "121", "", "37759.82"),
        ("C01", "1002", "", "1400754.14"), ("C01", "2241", "", "0"), ("C01", "5051", "", "-754.14"),
    ];

    private static readonly
        (string Kind, string Number, string Issuer, string Name, string Yuan, string Billed)[] Bills =
    [
        ("供应商发票", "P1-FP-0001", "S03", "样例聚材料", "50,276.25", Company),
        ("运费单", "P1-YF-0001", "T01", "样例运输队", "1,288.00", ""),
        ("代购费", "P1-DG-0001", "C01", Company, "754.14", ""),
    ];

    private readonly string _demonstrated = Directory.CreateTempSubdirectory("region-demo-").FullName;
    private readonly Stopwatch _watch = new();
    private int _clicks;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_demonstrated, recursive: true);

    [Fact]
    public async Task The_round_done_by_hand_ends_with_the_same_vouchers_as_the_demonstration()
    {
        var (exit, output) = await AppHostProcess.RunAsync(_demonstrated, Cancelled, "demo", "--exit");
        exit.ShouldBe(0, output);
        _watch.Start();

        await OpenAsync();
        await AskAndPayAsync();
        await AwardAsync();
        await ReceiveAsync("80", "2", "喷霜", "2026-03-18");
        await ReceiveAsync("31", "0", "", "2026-03-23");
        await SettleAsync();
        await PayAsync();

        await Eventually.HoldsAsync(
            () => Task.FromResult(Books.All(book =>
                BookSheet.NumbersOf(county.Data, book).Count == BookSheet.NumbersOf(_demonstrated, book).Count)),
            Posted,
            "every leg stands in two books",
            Cancelled);
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant($"P1 by hand: {_watch.Elapsed.TotalSeconds:0.0} s, {_clicks} forms sent"));
        Compare();
        await LookAsync();
    }

    private void Compare()
    {
        foreach (var book in Books)
        {
            BookSheet.LinesOf(county.Data, book).ShouldBe(BookSheet.LinesOf(_demonstrated, book), book);
            BookSheet.NumbersOf(county.Data, book).ShouldBe(BookSheet.NumbersOf(_demonstrated, book), book);
        }

        foreach (var (book, account, counterparty, yuan) in Closing)
        {
            BookSheet.BalanceOf(county.Data, book, account, counterparty).ShouldBe(
                (long)(decimal.Parse(yuan, CultureInfo.InvariantCulture) * 100), $"{book} {account} {counterparty}");
        }
    }

    private async Task OpenAsync()
    {
        await using var manager = await county.SitDownAsync("r01.manager", Screen.Desk);
        await manager.GoAsync("/");
        await manager.Page.Locator("main").GetByText("发起批次").First.ClickAsync();
        await SendAsync(
            manager, "OpenRound",
            ("批次名称", Title), ("物资编码", "M001"), ("物资名称", "橡筋圈坯"), ("计量单位", "kg"), ("包装单位", "袋"),
            ("每件数量", "25"), ("代购费率", "1.5%"), ("发起日期", "2026-03-02"), ("申报截止日期", "2026-03-04"));
        await manager.PictureAsync("p1-01-opened");

        await using var secretary = await county.SitDownAsync("r01.secretary", Screen.Desk);
        await secretary.GoAsync("/");
        await secretary.Page.Locator("main").GetByText("待我批准（1）").ClickAsync();
        await secretary.PictureAsync("p1-02-approvals");
        await SendAsync(secretary, "ApproveRound", ("批准日期", "2026-03-02"));
    }

    private async Task AskAndPayAsync()
    {
        foreach (var (village, login, packs, _) in Villages)
        {
            await using var accountant = await AtTheRoundAsync(login, Screen.Phone, village);
            await SendAsync(
                accountant, "SubmitRequisition", ("件数", packs), ("申报日期", "2026-03-03"), ("用途", "皮筋生产"));
            await accountant.PictureAsync($"p1-03-{village}");
        }

        foreach (var (village, login, _, prepaid) in Villages)
        {
            await using var accountant = await AtTheRoundAsync(login, Screen.Phone, village);
            await SendAsync(
                accountant, "DeclarePrepayment",
                ("金额", prepaid), ("付款日期", "2026-03-05"), ("银行流水号", $"P1-{village}"));
        }

        await using var company = await AtTheRoundAsync("r01.accountant", Screen.Desk);
        await company.PictureAsync("p1-04-confirm");
        foreach (var _ in Villages)
            await SendAsync(company, "ConfirmPrepayment", ("到账日期", "2026-03-05"));

        (await company.ReadAsync()).ShouldContain("52,799.11");
    }

    private async Task AwardAsync()
    {
        await using var buyer = await AtTheRoundAsync("r01.buyer", Screen.Desk);
        foreach (var (code, name, price, minimum) in ((string, string, string, string)[])
            [("S01", "样例橡胶制品厂", "18.60", "1,000"), ("S02", "样例纺织线业", "18.25", "3,000"),
             ("S03", "样例聚材料", "18.45", "2,000")])
        {
            await SendAsync(
                buyer, "RecordQuote",
                ("供应商编码", code), ("供应商名称", name), ("单价", price), ("起订量", minimum), ("报价日期", "2026-03-06"));
        }

        (await buyer.ReadAsync()).ShouldContain("未达到");
        await buyer.PictureAsync("p1-05-quotes");
        await SendAsync(
            buyer, "ProposeAward",
            ("中标报价", "样例聚材料 18.45 元"), ("日期", "2026-03-06"), ("理由", "起订量满足的报价中最低"));

        await using var secretary = await county.SitDownAsync("r01.secretary", Screen.Desk);
        await secretary.GoAsync("/");
        await secretary.Page.Locator("main").GetByText("待我批准（1）").ClickAsync();
        await secretary.PictureAsync("p1-06-award");
        await SendAsync(secretary, "ApproveAward", ("批准日期", "2026-03-06"));

        await using var manager = await AtTheRoundAsync("r01.manager", Screen.Desk);
        await SendAsync(manager, "PlaceOrder", ("下单日期", "2026-03-09"));
        (await manager.ReadAsync()).ShouldContain("51,198.75");
        await manager.PictureAsync("p1-07-ordered");
    }

    private async Task ReceiveAsync(string delivered, string rejected, string reason, string day)
    {
        await using var receiver = await AtTheRoundAsync("r01.receiver", Screen.Desk);
        await SendAsync(
            receiver, "RecordDelivery",
            ("送到", delivered), ("拒收（", rejected), ("送货日期", day), ("拒收或更正原因", reason));

        await using var supervisor = await AtTheRoundAsync("v0101.supervisor", Screen.Phone);
        await supervisor.PictureAsync($"p1-08-sign-{delivered}");
        await SendAsync(supervisor, "SignDelivery", ("签字日期", day));
    }

    private async Task SettleAsync()
    {
        await using var accountant = await AtTheRoundAsync("r01.accountant", Screen.Desk);
        foreach (var (kind, number, issuer, name, amount, billed) in Bills)
        {
            await SendAsync(
                accountant, "RecordBill",
                ("种类", kind), ("票据号码", number), ("开票方编码", issuer), ("开票方名称", name), ("金额", amount),
                ("开票日期", "2026-03-24"), ("发票抬头", billed));
        }

        await accountant.PictureAsync("p1-09-bills");
        await SendAsync(accountant, "SettleRound", ("记账日期", "2026-03-26"));
        (await accountant.ReadAsync()).ShouldContain("52,318.39");
        await accountant.PictureAsync("p1-10-settled");
    }

    private async Task PayAsync()
    {
        await using var cashier = await AtTheRoundAsync("r01.cashier", Screen.Desk);
        await cashier.PictureAsync("p1-11-pay");
        await SendAsync(cashier, "PaySupplier", ("付款日期", "2026-03-27"));
        await SendAsync(cashier, "PayCarrier", ("付款日期", "2026-03-27"));
        await SendAsync(cashier, "RefundVillage", ("退款日期", "2026-03-31"));
        (await cashier.ReadAsync()).ShouldContain("480.72");
    }

    /// <summary>The same result as its people see it: a village at its phone, the manager at the round.</summary>
    private async Task LookAsync()
    {
        await using var village = await county.SitDownAsync("v0101.accountant", Screen.Phone);
        await village.GoAsync("/books/V0101/balances");
        var text = await village.ReadAsync();
        foreach (var balance in (string[])["245,581.09", "12,900.00", "51,019.28"])
            text.ShouldContain(balance);

        await using var manager = await AtTheRoundAsync("r01.manager", Screen.Desk);
        var round = await manager.ReadAsync();
        round.ShouldNotContain("正在记账");
        round.ShouldContain("23,519.28");
        await manager.PictureAsync("p1-12-done");
        await using var phone = await AtTheRoundAsync("v0101.accountant", Screen.Phone);
        await phone.PictureAsync("p1-12-done");
    }

    /// <summary>Somebody who found the round on his first page, under a village's post if he has several.</summary>
    private async Task<Person> AtTheRoundAsync(string login, Screen screen, string village = "")
    {
        var person = await county.SitDownAsync(login, screen);
        await person.GoAsync("/");
        var posts = person.Page.Locator("header .posts");
        if (await posts.CountAsync() > 0 && !(await posts.Locator("summary").InnerTextAsync()).Contains(village))
        {
            await posts.Locator("summary").ClickAsync();
            await posts.Locator("button", new LocatorLocatorOptions { HasText = village }).ClickAsync();
            await person.Page.WaitForLoadStateAsync();
            await county.KeepAsync(login, person);
        }

        await person.Page.Locator("main").GetByRole(
            AriaRole.Link, new LocatorGetByRoleOptions { Name = Title }).First.ClickAsync();
        (await person.Page.Locator("h1").InnerTextAsync()).ShouldBe(Title);
        return person;
    }

    /// <summary>Fills a method's form by the labels of its fields and sends it; the page says what was done.</summary>
    private async Task SendAsync(Person person, string method, params (string Label, string Text)[] fields)
    {
        var form = person.Page.Locator($"form[id^='{method}']").First;
        if (!await form.IsVisibleAsync())
            await person.Page.Locator($"details:has(form[id^='{method}']) > summary").First.ClickAsync();

        foreach (var (label, text) in fields.Where(one => one.Text.Length > 0))
        {
            var field = form.GetByLabel(label).First;
            if (await field.EvaluateAsync<string>("field => field.tagName") is "SELECT")
                await field.SelectOptionAsync(new SelectOptionValue { Label = text });
            else
                await field.FillAsync(text);
        }

        _clicks++;
        await person.Page.RunAndWaitForResponseAsync(
            () => form.GetByRole(AriaRole.Button).Last.ClickAsync(),
            answer => answer.Request.IsNavigationRequest && (answer.Request.Method is "GET" || answer.Status >= 400));
        await person.Page.WaitForLoadStateAsync();
        var said = await person.Page.Locator("main").InnerTextAsync();
        (await person.Page.Locator("main [role=status]").CountAsync()).ShouldBe(1, $"{method}: {said}");
    }
}

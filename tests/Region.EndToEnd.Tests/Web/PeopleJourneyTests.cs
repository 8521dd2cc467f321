using Microsoft.Playwright;
using Region.Gateway.Identity;
using Region.Kernel;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>People and their accounts: second factor, a new person, a hand-over, large type.</summary>
[Collection(nameof(OpenRegion))]
public sealed class PeopleJourneyTests(OpenRegion region)
{
    private const string Password = "梅花村的石板桥-1978";

    private static DateOnly Today => BusinessDate.At(TimeProvider.System.GetUtcNow());

    public static TheoryData<string, string> Managers { get; } = new()
    {
        { "r02.manager", "plain" },
        { "r02.secretary", "phone" },
    };

    [Theory]
    [MemberData(nameof(Managers))]
    public async Task Somebody_turns_the_second_factor_on_and_logs_in_with_it(string login, string screen)
    {
        await using var person = await region.SitDownAsync("", screen is "phone" ? Screen.Phone : Screen.Plain);
        await person.LogInAsync(login);
        await person.GoAsync("/me/second-factor");
        await person.PressAsync("开启动态口令");
        await ShowAsync(person, screen, "second-factor-start");
        var secret = await person.Page.Locator("main .qr code").InnerTextAsync();

        await person.FillAsync("六位数字", "000000");
        await person.PressAsync("确认开启");
        (await person.ReadAsync()).ShouldContain("动态口令不正确");
        await person.FillAsync("六位数字", Authenticator.Code(secret, TimeProvider.System.GetUtcNow()));
        await person.PressAsync("确认开启");

        (await person.ReadAsync()).ShouldContain("备用码");
        await ShowAsync(person, screen, "recovery-codes");
        var recovery = await person.Page.Locator(".codes code").AllInnerTextsAsync();
        recovery.Count.ShouldBe(10);

        await person.PressAsync("退出");
        await person.TryLogInAsync(login, SampleLogins.Password);
        (await person.ReadAsync()).ShouldContain("请输入动态口令");
        await person.TryLogInAsync(
            login, SampleLogins.Password, Authenticator.Code(secret, TimeProvider.System.GetUtcNow(), later: 1));
        person.Page.Url.ShouldNotContain("/login");
        await person.GoAsync("/me");
        (await person.ReadAsync()).ShouldContain("已开启，备用码剩 10 个");

        await person.GoAsync("/me/second-factor");
        await person.OpenAsync("关闭动态口令");
        await person.FillAsync("密码", SampleLogins.Password);
        await person.FillAsync("动态口令或备用码", recovery[0]);
        await person.PressAsync("确认关闭");
        (await person.ReadAsync()).ShouldContain("动态口令已关闭");
    }

    [Theory]
    [InlineData("desk", "V0202")]
    [InlineData("phone", "V0203")]
    public async Task The_county_makes_a_person_who_chooses_a_password_and_sees_her_work(string screen, string village)
    {
        var login = $"{village.ToLowerInvariant()}.zhang";
        var size = screen is "phone" ? Screen.Phone : Screen.Desk;
        await using var county = await region.SitDownAsync("county", size);
        await county.GoAsync("/county/people");
        await county.FillAsync("登录名", login);
        await county.PressAsync("新建并取得一次性代码");
        var code = await county.Page.Locator(".code-large code").InnerTextAsync();
        await PageTests.JudgeAsync(county, "one-time-code");
        await county.Page.GetByText("已交给本人，继续").ClickAsync();
        await county.Page.Locator("main").GetByText("任职", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await county.FillAsync("姓名", "样例会计张");
        await county.FillAsync("单位", village);
        await county.PressAsync("任职");
        (await county.ReadAsync()).ShouldContain("任职已登记");
        (await county.ReadAsync()).ShouldContain($"村会计（{village}）");

        await using var person = await region.SitDownAsync("", size);
        await person.GoAsync("/welcome");
        await person.FillAsync("一次性代码", code);
        await person.FillAsync("新密码", Password);
        await person.FillAsync("再输一遍", Password);
        await person.PressAsync("设置密码");
        (await person.ReadAsync()).ShouldContain("密码已设置，请登录");
        await person.TryLogInAsync(login, Password);
        (await person.ReadAsync()).ShouldContain("样例会计张");
        (await person.GoAsync($"/books/{village}/balances")).ShouldBe(200);
        (await person.GoAsync("/books/V0101/balances")).ShouldBe(404, "another's book");
        await person.PictureAsync("new-person");

        await EndAsync(county, login, village);
        await person.PressAsync("退出");
        await person.TryLogInAsync(login, Password);
        (await person.ReadAsync()).ShouldContain("没有任何职务");
    }

    [Fact]
    public async Task A_successor_is_appointed_only_as_one_while_somebody_holds_the_post()
    {
        await using var county = await region.SitDownAsync("county", Screen.Plain);
        await county.GoAsync("/county/posts/new?unit=R01&role=5&login=r01.next");
        await county.FillAsync("姓名", "样例经理新");
        await county.PressAsync("任职");
        (await county.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("同一时间只能由一人担任");
        await county.PictureAsync("post-taken");

        await county.FillAsync("任职起", BusinessDate.Write(Today.AddDays(30)));
        await county.FillAsync("接任谁", "r01.manager");
        await county.PressAsync("任职");

        (await county.ReadAsync()).ShouldContain("未到任");
        await county.GoAsync("/county/posts?unit=R01&when=all");
        (await county.ReadAsync()).ShouldContain("r01.next");
    }

    [Fact]
    public async Task A_hand_over_is_recorded_under_a_third_person_s_eyes_and_printed()
    {
        await using var head = await region.SitDownAsync("v0101.head", Screen.Desk);
        await head.GoAsync("/books/V0101/handovers");
        await head.FillAsync("移交人登录名", "v0101.accountant");
        await head.FillAsync("接收人登录名", "v0101.cashier");
        await head.FillAsync("同时移交的物品", "财务专用章一枚、空白支票一本");
        await head.PressAsync("登记并取账");

        var paper = await head.ReadAsync();
        paper.ShouldContain("会计移交书");
        paper.ShouldContain("平衡");
        paper.ShouldContain("财务专用章一枚");
        await PageTests.JudgeAsync(head, "handover");
        await using var phone = await region.SitDownAsync("v0101.accountant", Screen.Phone);
        await phone.GoAsync(new Uri(head.Page.Url).AbsolutePath);
        await PageTests.JudgeAsync(phone, "handover");
    }

    [Fact]
    public async Task Large_type_is_chosen_and_stays_without_a_script()
    {
        await using var person = await region.SitDownAsync("v0102.accountant", Screen.Plain);
        await person.GoAsync("/books/V0102/balances");
        var before = await SizeAsync(person);

        await person.Page.GetByText("大字版").ClickAsync();

        person.Page.Url.ShouldEndWith("/books/V0102/balances");
        await person.GoAsync("/me");
        (await SizeAsync(person)).ShouldBeGreaterThan(before);
        await person.PictureAsync("me-large");
        await person.Page.GetByText("标准字号").ClickAsync();
        (await SizeAsync(person)).ShouldBe(before);
    }

    // The checker of accessibility is a script itself.
    private static Task ShowAsync(Person person, string screen, string name) => screen is "plain"
        ? person.PictureAsync(name)
        : PageTests.JudgeAsync(person, name);

    private static async Task EndAsync(Person county, string login, string village)
    {
        await county.GoAsync($"/county/posts?unit={village}");
        await county.Page.Locator("main tr", new PageLocatorOptions { HasText = login })
            .GetByText("村会计", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await county.OpenAsync("卸任");
        await county.FillAsync("最后一天", BusinessDate.Write(Today.AddDays(-1)));
        await county.FillAsync("原因", "登记有误，撤销");
        await county.PressAsync("确认卸任");
        (await county.ReadAsync()).ShouldContain("已撤销");
        await county.PictureAsync("term-revoked");
    }

    private static async Task<double> SizeAsync(Person person)
    {
        var box = await person.Page.Locator("h1").BoundingBoxAsync();
        return box!.Height;
    }
}

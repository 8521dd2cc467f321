using System.Text;
using Microsoft.Playwright;
using Region.Testing;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>A village that begins with an empty book: its balances come from a table or are typed in lines.</summary>
[Collection(nameof(OpenRegion))]
public sealed class OpeningJourneyTests(OpenRegion region)
{
    private const string Head = "账套,科目编码,往来单位,往来单位名称,借方,贷方";

    public static TheoryData<string, string> ByTable { get; } = new() { { "R91", "desk" }, { "R92", "phone" } };

    public static TheoryData<string, string> ByLines { get; } =
        new() { { "R93", "desk" }, { "R94", "phone" }, { "R95", "plain" } };

    [Theory]
    [MemberData(nameof(ByTable))]
    public async Task A_table_is_refused_with_the_numbers_of_its_rows_and_taken_when_it_is_right(
        string code, string screen)
    {
        await NodePackages.RequireAsync(PageTests.Axe, TestContext.Current.CancellationToken);
        using var village = await NewVillage.RegisterAsync(region, code);
        await using var accountant = await village.SitDownAsync("accountant", Find(screen));
        var page = $"/books/{village.Code}/imports/opening";
        await accountant.GoAsync(page);
        await PageTests.JudgeAsync(accountant, "opening-empty");

        await SendAsync(accountant, village.Code, "101,,,一百,", "102,,,25000.50,", "112,,,300,", "301,,,,26300.50");

        var said = await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync();
        said.ShouldContain("第2行 借方「一百」不是元为单位、至多两位小数的金额。（共 2 处）");
        said.ShouldContain("按往来单位核算，须填往来单位：第4行 科目编码");
        said.ShouldNotContain("第2行 借方：第2行");
        await PageTests.JudgeAsync(accountant, "opening-refused");
        await accountant.GoAsync($"/books/{village.Code}/balances");
        (await accountant.ReadAsync()).ShouldContain("先导入期初余额");

        await using var elsewhere = await village.SitDownAsync("accountant", Find(screen));
        await elsewhere.GoAsync(page);
        await accountant.GoAsync(page);
        string[] rows =
            ["101,,,1000.00,", "102,,,25000.50,", "112,D01,甲户,300,", "211,S01,农资店,,1200.50", "301,,,,25100.00"];
        await SendAsync(accountant, village.Code, rows);
        (await accountant.ReadAsync()).ShouldContain("期初余额已导入，建账日期 2026年1月1日");
        await PageTests.JudgeAsync(accountant, "opening-done");
        await accountant.Page.Locator("main").GetByText("查看余额").ClickAsync();
        await HoldsAsync(accountant, "101 库存现金", "1,000.00");
        await HoldsAsync(accountant, "102 银行存款", "25,000.50");
        await HoldsAsync(accountant, "112 应收款", "甲户", "300.00");
        await HoldsAsync(accountant, "211 应付款", "农资店", "贷", "1,200.50");
        (await accountant.ReadAsync()).ShouldContain("借贷平衡");
        await PageTests.JudgeAsync(accountant, "opening-balances");

        await SendAsync(elsewhere, village.Code, rows);
        (await elsewhere.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("期初只导入一次");
        await elsewhere.PictureAsync("opening-twice");
    }

    [Theory]
    [MemberData(nameof(ByLines))]
    public async Task Balances_are_typed_line_by_line_and_what_is_wrong_is_said_at_its_line(string code, string screen)
    {
        await NodePackages.RequireAsync(PageTests.Axe, TestContext.Current.CancellationToken);
        using var village = await NewVillage.RegisterAsync(region, code);
        await using var accountant = await village.SitDownAsync("accountant", Find(screen));
        await accountant.GoAsync($"/books/{village.Code}/imports/opening");
        await accountant.OpenAsync("逐行填写");
        await accountant.FillAsync("第 1 行科目", "101");
        await accountant.FillAsync("第 1 行借方", "1,000");
        await accountant.FillAsync("第 3 行科目", "999");
        await accountant.FillAsync("第 3 行借方", "4500.5");
        await accountant.FillAsync("第 12 行科目", "301");
        await accountant.FillAsync("第 12 行贷方", "5500.50");
        await accountant.PressAsync("检查并建账");

        // Blank lines have closed up, so that the numbers are those of the lines that stand there.
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("没有科目「999」：第 2 行科目");
        (await accountant.Page.Locator("[aria-label='第 2 行科目'][aria-invalid=true]").EvaluateAsync<string>(
            "field => getComputedStyle(field).borderTopWidth")).ShouldBe("2px");
        (await accountant.Page.Locator("[aria-label='第 3 行贷方']").InputValueAsync()).ShouldBe("5500.50");
        await ShowAsync(accountant, "opening-lines-refused");

        // On a phone a line has the fields that its account uses, and no others.
        (await accountant.Page.Locator("[aria-label='第 5 行存货']").IsVisibleAsync()).ShouldBe(screen is not "phone");
        await accountant.FillAsync("第 2 行科目", "121");
        await accountant.FillAsync("第 2 行存货", "M001");
        await accountant.FillAsync("第 2 行存货名称", "化肥");
        await accountant.FillAsync("第 2 行计量单位", "公斤");
        await accountant.FillAsync("第 2 行数量", "12.5");
        await accountant.FillAsync("第 4 行科目", "153");
        await accountant.FillAsync("第 4 行项目", "P01");
        await accountant.FillAsync("第 4 行项目名称", "修路");
        await accountant.FillAsync("第 4 行借方", "700");
        await accountant.PressAsync("检查并建账");
        (await accountant.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("期初余额借贷不平");
        await accountant.FillAsync("第 3 行贷方", "6200.50");
        await ShowAsync(accountant, "opening-lines-filled");
        await accountant.PressAsync("检查并建账");

        (await accountant.ReadAsync()).ShouldContain("期初余额已导入");
        await accountant.GoAsync($"/books/{village.Code}/balances?details=BALANCE_DETAIL_ALL");
        await HoldsAsync(accountant, "101 库存现金", "1,000.00");
        await HoldsAsync(accountant, "121 库存物资", "M001", "4,500.50");
        await HoldsAsync(accountant, "153 在建工程", "P01", "700.00");
        await HoldsAsync(accountant, "301 资本", "贷", "6,200.50");
        await accountant.GoAsync($"/books/{village.Code}/ledgers/stock");
        (await accountant.ReadAsync()).ShouldContain("12.5");
    }

    [Fact]
    public async Task The_keyboard_alone_types_balances_and_adds_lines_as_they_are_needed()
    {
        using var village = await NewVillage.RegisterAsync(region, "R96");
        await using var accountant = await village.SitDownAsync("accountant", Screen.Desk);
        await accountant.GoAsync($"/books/{village.Code}/imports/opening");
        await accountant.OpenAsync("逐行填写");
        var keys = accountant.Page.Keyboard;
        await accountant.Page.Locator("[aria-label='第 11 行科目']").FocusAsync();
        await keys.TypeAsync("yhck");
        await keys.PressAsync("Enter");
        (await accountant.Page.Locator("[aria-label='第 11 行科目']").InputValueAsync()).ShouldBe("102");
        await keys.TypeAsync("1234.5");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("311");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Enter");
        await keys.PressAsync("=");
        (await accountant.Page.Locator("[aria-label='第 12 行贷方']").InputValueAsync()).ShouldBe("1234.50");
        (await accountant.Page.Locator("[data-words]").InnerTextAsync()).ShouldBe("人民币壹仟贰佰叁拾肆元伍角整");
        await keys.PressAsync("Enter");

        (await accountant.Page.Locator("[aria-label='第 13 行科目']").CountAsync()).ShouldBe(1);
        await keys.PressAsync("Control+Enter");
        await accountant.Page.WaitForURLAsync("**done=ImportOpening**");
        await accountant.GoAsync($"/books/{village.Code}/balances");
        await HoldsAsync(accountant, "102 银行存款", "1,234.50");
    }

    private static Screen Find(string name) => name switch
    {
        "phone" => Screen.Phone,
        "plain" => Screen.Plain,
        _ => Screen.Desk,
    };

    // The checker of accessibility is a script itself.
    private static Task ShowAsync(Person person, string name) =>
        person.Runs ? PageTests.JudgeAsync(person, name) : person.PictureAsync(name);

    private static async Task SendAsync(Person person, string book, params string[] rows)
    {
        var table = $"{Head}\n{string.Concat(rows.Select(row => $"{book},{row}\n"))}";
        await person.PutAsync("期初余额表", "期初.csv", Encoding.UTF8.GetBytes(table));
        await person.FillAsync("建账日期", "2026-01-01");
        await person.PressAsync("检查并导入");
    }

    private static async Task HoldsAsync(Person person, string account, params string[] cells)
    {
        var row = await person.ReadRowAsync(account);
        foreach (var cell in cells)
            row.ShouldContain(cell);
    }
}

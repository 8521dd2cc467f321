using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>What comes out of the printer.</summary>
[Collection(nameof(OpenRegion))]
public sealed partial class PaperTests(OpenRegion region)
{
    [Theory]
    [InlineData("240", 680.3, 396.9)]
    [InlineData("210", 595.3, 419.5)]
    [InlineData("a4", 595.3, 841.9)]
    public async Task Vouchers_of_a_month_print_one_to_a_sheet_of_the_chosen_size(
        string paper, double wide, double high)
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync($"/books/V0101/vouchers/print?month=2026-03&paper={paper}");
        var vouchers = await accountant.Page.Locator("main .sheet").CountAsync();
        vouchers.ShouldBeGreaterThan(0);

        var pdf = await PrintAsync(accountant.Page, $"vouchers-{paper}");

        Pages(pdf).ShouldBe(vouchers);
        var box = Box().Match(Encoding.Latin1.GetString(pdf));
        Points(box, 1).ShouldBe(wide, 1.5);
        Points(box, 2).ShouldBe(high, 1.5);
    }

    [Fact]
    public async Task A_ledger_prints_each_of_its_sheets_on_a_page_of_its_own()
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync("/books/V0101/detail/print?account=102&from=2026-01-01");
        var sheets = await accountant.Page.Locator("main .sheet").CountAsync();
        sheets.ShouldBeGreaterThan(0);

        Pages(await PrintAsync(accountant.Page, "ledger")).ShouldBe(sheets);
    }

    [Theory]
    [InlineData("statement", "/books/V0101/statements?month=2026-03")]
    [InlineData("balances", "/books/V0101/balances")]
    public async Task A_book_prints_without_the_frame_of_the_site(string name, string path)
    {
        await using var accountant = await region.SitDownAsync("v0101.accountant", Screen.Desk);
        await accountant.GoAsync(path);
        await accountant.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        foreach (var part in (string[])[".bar", ".menu", ".tabs", ".filter", ".under"])
        {
            foreach (var element in await accountant.Page.Locator(part).AllAsync())
                (await element.IsVisibleAsync()).ShouldBeFalse(part);
        }

        Pages(await PrintAsync(accountant.Page, name)).ShouldBeInRange(1, 3);
    }

    /// <summary>As the printer gets it, with a picture of the paper; 210 mm are 794 points of a screen.</summary>
    internal static async Task<byte[]> PrintAsync(IPage page, string name)
    {
        var pdf = await page.PdfAsync(new PagePdfOptions
        {
            Path = Path.Combine(SampleSite.Pictures, $"{name}.pdf"),
            PreferCSSPageSize = true,
            PrintBackground = true,
        });
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.SetViewportSizeAsync(794, 1123);
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(SampleSite.Pictures, $"{name}-paper.png"),
            FullPage = true,
        });
        return pdf;
    }

    internal static int Pages(byte[] pdf) => Page().Count(Encoding.Latin1.GetString(pdf));

    private static double Points(Match box, int group) =>
        double.Parse(box.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")]
    private static partial Regex Box();
}

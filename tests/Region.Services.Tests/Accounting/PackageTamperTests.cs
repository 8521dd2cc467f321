using System.Text.Json.Nodes;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// Forged packages as an auditor gets them, through the verifier's command itself: its exit code, and the voucher that
/// it names.
/// </summary>
public sealed class PackageTamperTests(AccountingWorlds worlds)
{
    private const int Vouchers = 40;
    private const int Forgeries = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_forged_package_is_refused_and_its_first_bad_voucher_is_named()
    {
        var (book, package) = await BookAsync();
        var copy = await ForgedPackage.CopyAsync(package);
        var honest = copy.Vouchers();
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"seed {seed}"));
        var random = new Random(seed);
        for (var forgery = 0; forgery < Forgeries; forgery++)
        {
            var at = forgery % 20 is 19 ? Vouchers - 1 : random.Next(Vouchers);
            var lines = honest.ToList();
            var bad = Forge(lines, forgery % 4, at, random);
            copy.SetVouchers(lines);

            var (code, output) = await AuditPackages.VerifyAsync(book.Region, book.Code, await copy.SaveAsync());

            var what = Invariant($"seed {seed}, forgery {forgery} at {at + 1}: {output}");
            code.ShouldBe(1, what);
            output.ShouldContain(
                bad is { } place ? Invariant($"第一张不符的凭证：第 {place} 张，") : "后面的凭证被截去", customMessage: what);
        }
    }

    [Fact]
    public async Task A_table_that_does_not_follow_from_the_vouchers_is_named()
    {
        var (book, package) = await BookAsync();

        await ExpectAsync("科目余额及发生额 第 1 行「借方本币金额」", forged =>
            Exchange(forged, "科目余额及发生额", "借方本币金额", "1.00"));
        await ExpectAsync("记账凭证分录 第 1 行「摘要」", forged => Exchange(forged, "记账凭证分录", "摘要", "买别的"));
        await ExpectAsync("记账凭证 第 1 行「制单人」", forged => Exchange(forged, "记账凭证", "制单人", "别人"));
        await ExpectAsync("会计科目 第 1 行「科目名称」", forged => Exchange(forged, "会计科目", "科目名称", "别的"));
        await ExpectAsync("财务报表 第 1 行「本币金额」", forged => Exchange(forged, "财务报表", "本币金额", "1.00"));
        await ExpectAsync("记账凭证 缺少第", forged => forged.Change(
            "gbt24589.json", json => json["记账凭证"]!.AsArray().RemoveAt(Vouchers - 1)));
        await ExpectAsync("gbt24589.xml 的第", forged => forged.Set(
            "gbt24589.xml", forged.Text("gbt24589.xml").Replace("买化肥", "买农药", StringComparison.Ordinal)));

        async Task ExpectAsync(string named, Action<ForgedPackage> forge)
        {
            var forged = await ForgedPackage.CopyAsync(package);
            forge(forged);
            var (code, output) = await AuditPackages.VerifyAsync(book.Region, book.Code, await forged.SaveAsync());
            code.ShouldBe(1, output);
            output.ShouldContain(named);
        }
    }

    [Fact]
    public async Task A_statement_whose_amounts_do_not_follow_from_its_formulas_is_named()
    {
        var (book, package) = await BookAsync();
        var forged = await ForgedPackage.CopyAsync(package);

        // Both sides of the balance sheet grow alike, and the exchange tables say the same.
        forged.Change("statements.json", json =>
        {
            var sheet = json.AsArray().Single(one => one!["statement"]!.GetValue<string>() == "balance-sheet")!;
            foreach (var caption in (ReadOnlySpan<string>)["货币资金", "资产总计", "资本", "负债和所有者权益总计"])
            {
                var line = sheet["lines"]!.AsArray().Single(
                    one => one!["caption"]!.GetValue<string>().Contains(caption, StringComparison.Ordinal)
                        && one["line"]!.GetValue<int>() > 0
                        && one["caption"]!.GetValue<string>().EndsWith(caption, StringComparison.Ordinal))!;
                line["amounts"]![0] = line["amounts"]![0]!.GetValue<long>() + 100;
            }
        });
        var (code, output) = await AuditPackages.VerifyAsync(book.Region, book.Code, await forged.SaveAsync());

        code.ShouldBe(1, output);
        output.ShouldContain("资产负债表第 1 行");
        output.ShouldContain("按公式应为");
    }

    // The place of the first voucher that must be named; null where only the end of the chain tells.
    private static int? Forge(List<string> lines, int kind, int at, Random random)
    {
        switch (kind)
        {
            case 0:
                lines[at] = Change(lines[at], random);
                return at + 1;
            case 1:
                lines.RemoveAt(at);
                return at < Vouchers - 1 ? at + 1 : null;
            case 2:
                lines.Insert(at, lines[random.Next(Vouchers)]);
                return lines[at] == lines[at + 1] ? at + 2 : at + 1;
            default:
                var other = (at + 1 + random.Next(Vouchers - 1)) % Vouchers;
                (lines[at], lines[other]) = (lines[other], lines[at]);
                return Math.Min(at, other) + 1;
        }
    }

    private static string Change(string line, Random random)
    {
        var voucher = JsonNode.Parse(line)!;
        switch (random.Next(4))
        {
            case 0:
                voucher["date"] = "2026-01-09";
                break;
            case 1:
                voucher["summary"] = voucher["summary"]!.GetValue<string>() + "改";
                break;
            case 2:
                voucher["sequence"] = voucher["sequence"]!.GetValue<long>() + 1;
                break;
            default:
                var posting = voucher["postings"]![random.Next(2)]!;
                posting["debit"] = posting["debit"]!.GetValue<long>() + 1;
                break;
        }

        return voucher.ToJsonString();
    }

    // One cell of the first row, in both files of the exchange tables.
    private static void Exchange(ForgedPackage forged, string table, string element, string value)
    {
        var old = forged.Json("gbt24589.json")[table]![0]![element]!.GetValue<string>();
        forged.Change("gbt24589.json", json => json[table]![0]![element] = value);
        var xml = forged.Text("gbt24589.xml");
        var row = xml.IndexOf($"<{table}>", StringComparison.Ordinal);
        var cell = xml.IndexOf($"<{element}>{old}<", row, StringComparison.Ordinal);
        var end = xml.IndexOf("</", cell, StringComparison.Ordinal);
        forged.Set("gbt24589.xml", $"{xml[..cell]}<{element}>{value}{xml[end..]}");
    }

    private async Task<(KeptBook Book, string Package)> BookAsync()
    {
        var book = await KeptBook.InAsync(worlds, StoreKind.Sqlite, Token);
        for (var voucher = 0; voucher < Vouchers; voucher++)
        {
            await book.PostAsync(
                Invariant($"2026-{1 + (voucher / 4):00}-10"),
                "买化肥",
                Token,
                KeptBook.Debit(voucher % 3 is 0 ? "513" : "121", 1_000 + voucher),
                KeptBook.Credit("102", 1_000 + voucher));
        }

        var package = await AuditPackages.SaveAsync(book.Region, book.Code);
        var (code, output) = await AuditPackages.VerifyAsync(book.Region, book.Code, package);
        code.ShouldBe(0, output);
        return (book, package);
    }
}

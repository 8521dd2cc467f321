using System.Text.Json.Nodes;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

/// <summary>
/// A package of a later year begins behind the book's first voucher. Nothing in it proves where it should begin; the
/// package of the year before and the heads that were published do.
/// </summary>
public sealed class PackageBeginningTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_later_year_is_whole_only_with_the_package_of_the_year_before(StoreKind kind)
    {
        var book = await TwoYearsAsync(kind);
        var (previous, package) = await PackagesAsync(book);

        var (alone, said) = await VerifyAsync(book, package);
        alone.ShouldBe(3, said);
        said.ShouldContain("期初未核对");

        var (code, output) = await VerifyAsync(book, package, "--previous", previous);
        code.ShouldBe(0, output);
        output.ShouldContain("结论：全部相符。");
    }

    [Fact]
    public async Task A_january_that_was_moved_into_the_opening_is_found()
    {
        var book = await TwoYearsAsync(StoreKind.Sqlite);
        var (previous, package) = await PackagesAsync(book);
        var forged = await ForgedPackage.CopyAsync(package);
        var heads = forged.Manifest["published"]!.AsArray();
        var january = heads[0]!.DeepClone();
        DropFirst(forged, january["vouchers"]!.GetValue<long>() - Sequence(forged.Vouchers()[0]) + 1);
        heads.RemoveAt(0);
        var file = await forged.SaveAsync();

        var (code, output) = await VerifyAsync(book, file);
        code.ShouldBe(1, output);
        output.ShouldContain("2026-01 结账时公布的链头不在清单上");

        // Without any head in the manifest chain and balances agree, and the verdict says what they rest on. That a
        // forger makes all tables and statements anew would show nothing more.
        heads.Clear();
        file = await forged.SaveAsync();
        var (_, said) = await VerifyAsync(book, file);
        said.ShouldContain("通过　公布过的链头");
        said.ShouldContain("通过　余额由凭证重新加总");
        said.ShouldContain("期初未核对");

        var (withPrevious, gap) = await VerifyAsync(book, file, "--previous", previous);
        withPrevious.ShouldBe(1, gap);
        gap.ShouldContain("2026 年度资料包的前一张凭证");
        gap.ShouldContain("不符　余额由凭证重新加总");

        // The head of January ends exactly before the forged package: it is compared, and still proves no opening.
        var published = january["head"]!.GetValue<string>();
        var count = january["vouchers"]!.GetValue<long>();
        (await WithHeadAsync(published, count)).ShouldContain("通过　公布过的链头（1 项）");
        (await WithHeadAsync(new string('a', 64), count)).ShouldContain("不符　公布过的链头（1 项）");
        (await WithHeadAsync(published, count - 1)).ShouldContain("不含它，不能核对");

        async Task<string> WithHeadAsync(string head, long vouchers) =>
            (await VerifyAsync(book, file, "--head", head, "--count", $"{vouchers}")).Output;
    }

    [Fact]
    public async Task An_opening_that_does_not_follow_from_the_year_before_is_named()
    {
        var book = await TwoYearsAsync(StoreKind.Sqlite);
        var (previous, package) = await PackagesAsync(book);
        var forged = await ForgedPackage.CopyAsync(package);
        forged.Change("balances.json", rows =>
        {
            foreach (var (account, fen) in (ReadOnlySpan<(string, long)>)[("102", -500), ("311", 500)])
            {
                var row = rows.AsArray().First(row => row!["account"]!.GetValue<string>() == account)!;
                row["opening"] = row["opening"]!.GetValue<long>() + fen;
                row["closing"] = row["closing"]!.GetValue<long>() + fen;
            }
        });

        var (code, output) = await VerifyAsync(book, await forged.SaveAsync(), "--previous", previous);

        code.ShouldBe(1);
        output.ShouldContain("102：年初余额");
    }

    [Fact]
    public async Task An_opening_that_no_voucher_explains_is_named_in_a_book_s_first_year()
    {
        var book = await TwoYearsAsync(StoreKind.Sqlite);
        var (previous, _) = await PackagesAsync(book);
        var forged = await ForgedPackage.CopyAsync(previous);
        forged.Change("balances.json", rows =>
        {
            var row = rows.AsArray().First(row => row!["account"]!.GetValue<string>() == "513")!;
            row["opening"] = 500;
            row["closing"] = row["closing"]!.GetValue<long>() + 500;
        });

        var (code, output) = await VerifyAsync(book, await forged.SaveAsync());

        code.ShouldBe(1);
        output.ShouldContain("513：年初余额 5.00，应为 0.00");
    }

    [Fact]
    public async Task A_package_of_another_book_or_of_no_earlier_year_is_not_the_year_before()
    {
        var book = await TwoYearsAsync(StoreKind.Sqlite);
        var other = await TwoYearsAsync(StoreKind.Sqlite);
        var (previous, package) = await PackagesAsync(book);

        var (code, output) = await VerifyAsync(book, package, "--previous", (await PackagesAsync(other)).Previous);
        code.ShouldBe(1);
        output.ShouldContain($"上年资料包是账套 {other.Book} 的");

        (await VerifyAsync(book, previous, "--previous", package)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task A_count_without_a_head_is_refused()
    {
        var book = await TwoYearsAsync(StoreKind.Sqlite);
        var (previous, _) = await PackagesAsync(book);

        (await VerifyAsync(book, previous, "--count", "2")).Code.ShouldBe(1);
        (await VerifyAsync(book, previous, "--head", new string('a', 64), "--count", "0")).Code.ShouldBe(1);
    }

    private static Task<(int Code, string Output)> VerifyAsync(
        ClosingBook book,
        string file,
        params string[] options) => AuditPackages.VerifyAsync(book.Region, book.Book, file, options);

    private static async Task<(string Previous, string Package)> PackagesAsync(ClosingBook book) => (
        await AuditPackages.SaveAsync(book.Region, book.Book, 2025),
        await AuditPackages.SaveAsync(book.Region, book.Book, 2026));

    // A book that begins in December; three months are closed, and the last two belong to its second year.
    private async Task<ClosingBook> TwoYearsAsync(StoreKind kind)
    {
        var book = await ClosingBook.OpenAsync(worlds, kind, "2025-12-01");
        await book.PostAsync("2025-12-10", "513", "102", 700);
        await book.PostAsync("2025-12-11", "112", "102", 900, book.Region.Company);
        await book.CloseYearAsync(year: 2025);
        await book.CloseAsync("2025-12");
        await book.PostAsync("2026-01-10", "513", "102", 300);
        await book.PostAsync("2026-01-11", "102", "112", 400, book.Region.Company);
        await book.CloseAsync("2026-01");
        await book.PostAsync("2026-02-10", "513", "102", 200);
        await book.CloseAsync("2026-02");
        await book.PostAsync("2026-03-10", "513", "102", 100);
        return book;
    }

    private static long Sequence(string line) => JsonNode.Parse(line)!["sequence"]!.GetValue<long>();

    // Takes the first vouchers out of the package and what they moved into its opening balances.
    private static void DropFirst(ForgedPackage package, long count)
    {
        var lines = package.Vouchers();
        var dropped = lines.Take((int)count).Select(line => JsonNode.Parse(line)!).ToArray();
        package.SetVouchers(lines.Skip((int)count));
        package.Manifest["first_sequence"] = dropped[^1]["sequence"]!.GetValue<long>() + 1;
        package.Manifest["predecessor_hash"] = dropped[^1]["hash"]!.GetValue<string>();
        package.Change("balances.json", rows =>
        {
            foreach (var posting in dropped.SelectMany(voucher => voucher["postings"]!.AsArray()))
            {
                var row = rows.AsArray().Single(row => ((string[])["account", "counterparty", "project", "stock"])
                    .All(key => row![key]!.GetValue<string>() == posting![key]!.GetValue<string>()))!;
                var (debit, credit) = (posting!["debit"]!.GetValue<long>(), posting["credit"]!.GetValue<long>());
                row["opening"] = row["opening"]!.GetValue<long>() + debit - credit;
                row["debit"] = row["debit"]!.GetValue<long>() - debit;
                row["credit"] = row["credit"]!.GetValue<long>() - credit;
            }
        });
    }
}

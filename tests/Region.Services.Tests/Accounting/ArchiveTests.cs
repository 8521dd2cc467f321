using System.IO.Compression;
using Grpc.Core;
using Region.Contracts.Accounting.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Accounting;

public sealed class ArchiveTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_years_package_is_checked_by_a_program_that_knows_nothing_of_ours(StoreKind kind)
    {
        var region = await RoundAsync(kind);
        foreach (var book in region.Books)
        {
            var file = await AuditPackages.SaveAsync(region, book);
            var (code, output) = await AuditPackages.VerifyAsync(region, book, file);

            output.ShouldContain("结论：全部相符。");
            code.ShouldBe(0, output);
        }
    }

    [Fact]
    public async Task A_package_holds_the_exchange_tables_and_a_journal()
    {
        var region = await RoundAsync(StoreKind.Sqlite);
        var file = await AuditPackages.SaveAsync(region, region.Village);

        await using var zip = await ZipFile.OpenReadAsync(file, Token);
        string[] tables = ["电子账簿", "会计期间", "会计科目", "币种", "科目余额及发生额", "记账凭证", "记账凭证分录", "财务报表"];
        string[] sheets = [.. tables, "资产负债表", "收益及收益分配表"];
        zip.Entries.Select(entry => entry.FullName).ShouldBe(
            [
                "vouchers.jsonl", "balances.json", "chart.json", "statements.json", "attachments.json", "gbt24589.json",
                "gbt24589.xml", "ledger.journal", "说明.txt", "manifest.json",
                .. sheets.Select(sheet => $"csv/{sheet}.csv"), .. sheets.Select(sheet => $"xlsx/{sheet}.xlsx"),
            ],
            ignoreOrder: true);
        var json = System.Text.Json.Nodes.JsonNode.Parse(await TextAsync(zip, "gbt24589.json"))!.AsObject();
        json.Select(table => table.Key).ShouldBe(tables);
        var xml = System.Xml.Linq.XDocument.Parse(await TextAsync(zip, "gbt24589.xml"));
        foreach (var table in tables)
        {
            var rows = json[table]!.AsArray().Count;
            xml.Root!.Elements(table).Count().ShouldBe(rows);
            (await TextAsync(zip, $"csv/{table}.csv")).TrimEnd().Split("\r\n").Length.ShouldBe(rows + 1, table);
        }

        (await TextAsync(zip, "csv/资产负债表.csv")).ShouldContain("货币资金,1,");
        json["财务报表"]!.AsArray().ShouldContain(row =>
            row!["报表名称"]!.GetValue<string>() == "资产负债表" && row["项目"]!.GetValue<string>() == "资产总计");
    }

    [Fact]
    public async Task An_attached_file_that_is_left_out_of_the_list_is_named()
    {
        var region = await RoundAsync(StoreKind.Sqlite);
        var office = new DraftOffice(region);
        var draft = await office.CreateAsync();
        var attached = (await office.FilesAs(office.Maker).AttachFileAsync(
            new AttachFileRequest
            {
                RequestId = RegionBooks.NewKey(),
                Book = region.Village,
                DraftId = draft.DraftId,
                FileName = "发票.pdf",
                FileContent = Google.Protobuf.ByteString.CopyFromUtf8("%PDF-1.4 发票"),
            },
            cancellationToken: Token)).Draft;
        await office.PostAsync(await office.CheckAsync(attached));
        var honest = await AuditPackages.SaveAsync(region, region.Village);
        (await AuditPackages.VerifyAsync(region, region.Village, honest)).Code.ShouldBe(0);
        await using (var zip = await ZipFile.OpenReadAsync(honest, Token))
        {
            (await TextAsync(zip, "attachments.json")).ShouldContain(attached.Content.FileHashes.Single());
            (await TextAsync(zip, "csv/凭证附件.csv")).ShouldContain("发票.pdf");
        }

        var forged = await ForgedPackage.CopyAsync(honest);
        forged.Set("attachments.json", "[]");

        var (code, output) = await AuditPackages.VerifyAsync(region, region.Village, await forged.SaveAsync());
        code.ShouldBe(1);
        output.ShouldContain("第 1 个附件不在清单上");
    }

    [Fact]
    public async Task A_row_that_was_changed_in_a_copy_of_the_book_is_named()
    {
        var region = await RoundAsync(StoreKind.Sqlite);
        var honest = await AuditPackages.SaveAsync(region, region.Village);
        var forged = await ForgedPackage.CopyAsync(honest);
        var lines = forged.Vouchers();
        lines[1] = lines[1].Replace("\"debit\":0", "\"debit\":1", StringComparison.Ordinal);
        forged.SetVouchers(lines);

        var (code, output) = await AuditPackages.VerifyAsync(region, region.Village, await forged.SaveAsync());

        code.ShouldBe(1);
        output.ShouldContain("第一张不符的凭证");
        output.ShouldContain("顺序号 2");
    }

    [Fact]
    public async Task A_cut_tail_is_found_by_a_head_that_was_published_before()
    {
        var region = await RoundAsync(StoreKind.Sqlite);
        var book = (await region.BooksAs(region.OwnerOf(region.Village)).GetBookAsync(
            new GetBookRequest { Book = region.Village }, cancellationToken: Token)).Book;
        var honest = await AuditPackages.SaveAsync(region, region.Village);
        string[] head = ["--head", book.ChainHead, "--count", $"{book.VoucherCount}"];
        (await AuditPackages.VerifyAsync(region, region.Village, honest, head)).Code.ShouldBe(0);

        var cut = await ForgedPackage.CopyAsync(honest);
        var kept = cut.Vouchers()[..^1];
        var last = System.Text.Json.Nodes.JsonNode.Parse(kept[^1])!;
        cut.SetVouchers(kept);
        cut.Manifest["last_sequence"] = last["sequence"]!.GetValue<long>();
        cut.Manifest["head"] = last["hash"]!.GetValue<string>();
        var (code, output) = await AuditPackages.VerifyAsync(region, region.Village, await cut.SaveAsync(), head);

        code.ShouldBe(1);
        output.ShouldContain("截去");
    }

    [Fact]
    public async Task A_year_without_vouchers_and_a_year_that_is_none_are_refused()
    {
        var region = await RoundAsync(StoreKind.Sqlite);

        (await Should.ThrowAsync<RpcException>(() => AuditPackages.BytesAsync(region, region.Village, 2031)))
            .StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await Should.ThrowAsync<RpcException>(() => AuditPackages.BytesAsync(region, region.Village, 1999)))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Token));
        return await reader.ReadToEndAsync(Token);
    }

    private async Task<RegionBooks> RoundAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        var round = new RoundP1(region);
        await round.ImportOpeningsAsync(Token);
        await round.DeliverAsync(Token);
        return region;
    }
}

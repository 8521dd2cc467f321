using System.IO.Compression;
using System.Text.Json.Nodes;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>Each year's journal stands alone: hledger accepts it and ends with the year's balances.</summary>
public sealed class PackageJournalTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hledger_accepts_each_year_s_journal_and_ends_with_the_balances_of_its_package()
    {
        var hledger = Programs.Require("hledger");
        var book = await KeptBook.InAsync(worlds, StoreKind.Sqlite, Token);
        await book.PostAsync(
            VoucherKind.Opening, "2026-01-01", "期初", Token, Debit("102", 10_000), Credit("311", 10_000));
        await book.PostAsync("2026-02-03", "借给甲", Token, Debit("113", 300, "甲"), Credit("102", 300));
        await book.PostAsync(
            "2026-03-03", "买种子", Token, Debit("121", 200, stock: "M001", quantity: 4_000), Credit("102", 200));
        await book.PostAsync(VoucherKind.YearEnd, "2026-12-31", "结转", Token, Debit("322.02", 30), Credit("322.01", 30));
        await book.PostAsync("2027-02-03", "甲归还", Token, Debit("102", 100), Credit("113", 100, "甲"));

        // What a red voucher takes back on both sides has no row among the balances; its account is used still.
        await book.PostAsync("2027-02-04", "暂估", Token, Debit("121", 50), Credit("211", 50, "乙"));
        await book.PostAsync("2027-02-05", "冲回暂估", Token, Debit("121", -50), Credit("211", -50, "乙"));

        foreach (var year in (int[])[2026, 2027])
        {
            var package = await AuditPackages.SaveAsync(book.Region, book.Code, year);
            var journal = $"{package}.journal";
            await using (var zip = await ZipFile.OpenReadAsync(package, Token))
                await zip.GetEntry("ledger.journal")!.ExtractToFileAsync(journal, Token);

            (await Hledger.SumsAsync(hledger, journal)).ShouldBe(
                Closing((await ForgedPackage.CopyAsync(package)).Json("balances.json")), ignoreOrder: true);
        }
    }

    private static Dictionary<string, long> Closing(JsonNode balances) => balances.AsArray()
        .Select(row => (
            Key: $"{row!["account"]!.GetValue<string>()} {row["counterparty"]!.GetValue<string>()}".Trim(),
            Fen: row["closing"]!.GetValue<long>()))
        .GroupBy(row => row.Key, StringComparer.Ordinal)
        .Select(rows => (rows.Key, Fen: rows.Sum(row => row.Fen)))
        .Where(row => row.Fen is not 0)
        .ToDictionary(row => row.Key, row => row.Fen, StringComparer.Ordinal);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Region.Accounting;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Sidecar.Store;
using Region.Testing;

namespace Region.Benchmarks.Ledgers;

/// <summary>
/// The largest table that one act of import takes, from the request to the committed drafts, against bare SQL that
/// writes the same rows in one durable transaction. Goal: at least half as fast.
/// </summary>
internal static class ImportBenchmark
{
    private const string Service = "accounting";
    private const int Usual = 100_000;
    private const int Repetitions = 5;
    private const int Warming = 1;
    private const double MostRatio = 2;

    internal static async Task RunAsync(TextWriter output, int? vouchers, CancellationToken cancellationToken)
    {
        await using var world = await ServiceWorld.StartAsync(
            StoreKind.Sqlite, cancellationToken, (Service, AccountingService.Build));
        var table = ByteString.CopyFrom(Encoding.UTF8.GetBytes(Table(vouchers ?? Usual)));
        var measured = new List<double>();
        var bare = new List<double>();
        for (var repetition = 0; repetition < Warming + Repetitions; repetition++)
        {
            var village = string.Create(CultureInfo.InvariantCulture, $"V{10_000 + repetition}");
            await LedgersBenchmark.OpenAsync(world, village, cancellationToken);
            var file = Path.Combine(world.DataFolder, "books", $"{village}.db");
            var empty = Path.Combine(world.DataFolder, $"{village}-floor.db");
            FloorRows.Copy(file, empty);
            var drafts = new DraftService.DraftServiceClient(
                world.Once(Service, Testing.Callers.Of(Role.VillageAccountant, village)));
            var watch = Stopwatch.StartNew();
            await drafts.ImportDraftsAsync(
                new ImportDraftsRequest { RequestId = $"import-{village}", Book = village, Table = table },
                cancellationToken: cancellationToken);
            measured.Add(watch.Elapsed.TotalMilliseconds);
            bare.Add(Floor(file, empty));
        }

        var report = new Report(output, "import of drafts in one act");
        var spreads = (Spread.Of([.. measured.Skip(Warming)]), Spread.Of([.. bare.Skip(Warming)]));
        report.AddTime($"{vouchers ?? Usual} vouchers of two lines from CSV", spreads, MostRatio);
        await report.WriteAsync();
    }

    private static string Table(int vouchers)
    {
        var table = new StringBuilder("凭证号,日期,字,摘要,科目编码,借方,贷方,附件数\n");
        for (var number = 1; number <= vouchers; number++)
        {
            var day = new DateOnly(2026, 1, 1).AddDays(number % 365);
            var fen = 100 + (number % 90_000);
            table.Append(CultureInfo.InvariantCulture, $"{number},{day:yyyy-MM-dd},转,第{number}笔,511,{fen},,1\n");
            table.Append(CultureInfo.InvariantCulture, $"{number},{day:yyyy-MM-dd},转,第{number}笔,501,,{fen},1\n");
        }

        return table.ToString();
    }

    /// <summary>Writes the rows that the import left into an empty book, with one statement compiled once.</summary>
    private static double Floor(string from, string to)
    {
        var rows = FloorRows.ReadTable(from, "drafts");
        using var connection = new SqliteConnection($"Data Source={to};Pooling=False");
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON";
        settings.ExecuteNonQuery();
        var watch = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var insert = new Statement(connection, rows.Insert, [.. rows.Columns]);
        foreach (var row in rows.Rows)
            insert.Run(transaction, row);

        transaction.Commit();
        return watch.Elapsed.TotalMilliseconds;
    }
}

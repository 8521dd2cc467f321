using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting;
using Region.Accounting.Books;
using Region.Benchmarks.Rounds;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Storage;
using Region.Testing;

namespace Region.Benchmarks.Ledgers;

/// <summary>
/// How fast books answer: a book of a million lines, and all books of a county. Goals: its trial balance and its
/// statements within 50 ms from the maintained balances, 1,384 trial balances within 2 s, and a rebuild from the lines
/// that is equal to the balances and at least 20 times as fast as hledger.
/// </summary>
internal static class LedgersBenchmark
{
    private const string Service = "accounting";
    private const string Large = "V010101";
    private const int Villages = 1_384;
    private const int Repeats = 21;
    private const int Callers = 4;

    internal static async Task RunAsync(TextWriter output, long lines, CancellationToken cancellationToken)
    {
        RunningCounty.KeepOpen(Villages + 1);
        await using var world = await ServiceWorld.StartAsync(
            StoreKind.Sqlite, cancellationToken, (Service, AccountingService.Build));
        await OpenAsync(world, Large, cancellationToken);
        var store = await StoreAsync(world, Large, cancellationToken);
        var watch = Stopwatch.StartNew();
        await new BookFiller(store, Large).FillAsync(lines / BookFiller.LinesPerVoucher, cancellationToken);
        await output.WriteLineAsync($"filled {lines:N0} lines in {watch.Elapsed.TotalSeconds:0} s");

        await LargeAsync(world, output, cancellationToken);
        await new RebuildBenchmark(world, store, Large).RunAsync(output, cancellationToken);
        await CountyAsync(world, output, cancellationToken);
    }

    private static async Task LargeAsync(ServiceWorld world, TextWriter output, CancellationToken cancellationToken)
    {
        var caller = world.As(Service, Testing.Callers.Of(Role.VillageAccountant, Large));
        var books = new BookService.BookServiceClient(caller);
        var statements = new StatementService.StatementServiceClient(caller);
        await MedianAsync(output, "trial balance, 1 book", 50, async () => await books.GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = Large }, cancellationToken: cancellationToken));
        await MedianAsync(output, "trial balance, first level", 50, async () => await books.GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = Large, Level = 1, Details = BalanceDetail.None },
            cancellationToken: cancellationToken));
        foreach (var statement in (string[])["balance-sheet", "income"])
        {
            await MedianAsync(output, statement, 50, async () => await statements.GetStatementAsync(
                new GetStatementRequest { Book = Large, Statement = statement, Month = "2026-12" },
                cancellationToken: cancellationToken));
        }

        var ledgers = new LedgerService.LedgerServiceClient(caller);
        await MedianAsync(output, "journal page of a month", 0, async () => await ledgers.ListJournalAsync(
            new ListJournalRequest { Book = Large, Account = "102", FromDate = "2026-06-01", ToDate = "2026-06-30" },
            cancellationToken: cancellationToken));
    }

    private static async Task CountyAsync(ServiceWorld world, TextWriter output, CancellationToken cancellationToken)
    {
        var codes = Enumerable.Range(0, Villages)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"V{10_000 + number}")).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var code in codes)
        {
            await OpenAsync(world, code, cancellationToken);
            await new BookFiller(await StoreAsync(world, code, cancellationToken), code)
                .FillAsync(20, cancellationToken);
        }

        await output.WriteLineAsync($"opened {Villages:N0} books in {watch.Elapsed.TotalSeconds:0} s");
        var auditor = new BookService.BookServiceClient(
            world.As(Service, Testing.Callers.Of(Role.VillageAccountant, codes[0])));
        await auditor.GetTrialBalanceAsync(
            new GetTrialBalanceRequest { Book = codes[0] }, cancellationToken: cancellationToken);
        for (var round = 1; round <= 2; round++)
        {
            watch.Restart();
            await Parallel.ForEachAsync(
                codes,
                new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
                async (code, token) =>
                {
                    var store = await StoreAsync(world, code, token);
                    await using var session = await store.ReadAsync(token);
                    await BalancesStore.LinesAsync(session, "", "", token);
                });
            await output.WriteLineAsync(
                $"{Villages:N0} trial balances, round {round}: {watch.Elapsed.TotalMilliseconds:N0} ms (goal 2,000)");
        }
    }

    private static async Task MedianAsync(TextWriter output, string what, int goal, Func<Task> call)
    {
        var times = new List<TimeSpan>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var watch = Stopwatch.StartNew();
            await call();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        await output.WriteLineAsync(
            $"{what}: median {times[Repeats / 2].TotalMilliseconds:0.0} ms, most {times[^1].TotalMilliseconds:0.0} ms"
            + (goal > 0 ? $" (goal {goal})" : ""));
    }

    private static async Task<Database> StoreAsync(
        ServiceWorld world,
        string book,
        CancellationToken cancellationToken) =>
        await world.Services(Service).GetRequiredService<Compartments>().FindAsync(book, cancellationToken)
        ?? throw new InvalidOperationException($"There is no book {book}.");

    internal static async Task OpenAsync(ServiceWorld world, string village, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var joined = new VillageJoined
        {
            Village = village,
            Name = $"样例村{village}",
            Region = "R01",
            Company = "C01",
            AccountingDate = "2026-01-01",
        };
        var (status, verdict) = await world.DeliverAsync(
            Service, Topics.VillageJoined, id, "R01", joined, cancellationToken);
        if (status is not System.Net.HttpStatusCode.OK)
            throw new InvalidOperationException($"{village}: {status} {verdict}");
    }
}

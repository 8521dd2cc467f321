using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Region.Accounting;
using Region.Accounting.AutoPosting;
using Region.Accounting.Books;
using Region.Contracts;
using Region.Contracts.Market.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Events;

namespace Region.Benchmarks.Posting;

/// <summary>
/// The accounting service on its own: its stores are real, its handlers are called directly. Nothing listens, and the
/// relay does not run, so what it announces stays in the outboxes.
/// </summary>
internal sealed class PostingWorld : IAsyncDisposable
{
    private const int BooksAtOnce = 8;
    private const int OpenBooks = 2_048;

    private readonly WebApplication _app;
    private readonly PostLegs<SettlementAllocated> _settlements;
    private readonly PostLegs<ProductSold> _sales;

    private PostingWorld(WebApplication app)
    {
        _app = app;
        _settlements = app.Services.GetRequiredService<PostLegs<SettlementAllocated>>();
        _sales = app.Services.GetRequiredService<PostLegs<ProductSold>>();
    }

    internal static async Task<PostingWorld> StartAsync(
        string folder,
        SyntheticRegion region,
        CancellationToken cancellationToken)
    {
        var app = AccountingService.Build(
            [
                $"--Region:Data={folder}", "--Region:Telemetry=off", "--Logging:LogLevel:Default=Error",
                $"--Region:OpenCompartments={OpenBooks}",
            ]);

        // Of what the host would start only that which makes the tables.
        foreach (var service in app.Services.GetServices<IHostedService>())
        {
            if (service.GetType().Name is "DatabaseStart")
                await service.StartAsync(cancellationToken);
        }

        var world = new PostingWorld(app);
        await world.OpenBooksAsync(region, cancellationToken);
        return world;
    }

    /// <summary>Posts one bulk delivery of settlement legs, one of each village.</summary>
    internal async Task PostAsync(IEnumerable<string> villages, CancellationToken cancellationToken)
    {
        var round = SyntheticRegion.NewId();
        Received<SettlementAllocated>[] batch =
        [
            .. villages.Select(village => new Received<SettlementAllocated>(
                Header(Topics.SettlementAllocated, village), SyntheticRegion.Leg(village, round))),
        ];
        Require(await _settlements.HandleAsync(batch, cancellationToken));
    }

    /// <summary>Posts one bulk delivery of sales, each a voucher of four lines in the village's book alone.</summary>
    internal async Task SellAsync(IEnumerable<string> villages, CancellationToken cancellationToken)
    {
        Received<ProductSold>[] batch =
        [
            .. villages.Select(village => new Received<ProductSold>(
                Header(Topics.ProductSold, village), SyntheticRegion.Sale(village))),
        ];
        Require(await _sales.HandleAsync(batch, cancellationToken));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Require(IEnumerable<Outcome> outcomes)
    {
        if (outcomes.FirstOrDefault(outcome => !outcome.IsApplied) is { Reason.Length: > 0 } refused)
            throw new InvalidOperationException(refused.Reason);
    }

    private static EventHeader Header(string topic, string subject) =>
        new(SyntheticRegion.NewId(), topic, "benchmark", subject);

    private async Task OpenBooksAsync(SyntheticRegion region, CancellationToken cancellationToken)
    {
        await _app.Services.GetRequiredService<OpenCompanyBook>().HandleAsync(
            Header(Topics.CompanyFounded, SyntheticRegion.Company), SyntheticRegion.Founded(), cancellationToken);
        var villages = _app.Services.GetRequiredService<OpenVillageBook>();
        await Parallel.ForEachAsync(
            region.Villages,
            new ParallelOptions { MaxDegreeOfParallelism = BooksAtOnce, CancellationToken = cancellationToken },
            async (village, token) => await villages.HandleAsync(
                Header(Topics.VillageJoined, village), SyntheticRegion.Joined(village), token));
    }
}

using System.Text.Json.Nodes;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Posting;
using Region.Contracts.Access.V1;
using Region.Testing;

namespace Region.Benchmarks.Rounds;

/// <summary>Requisitions a second that village accountants hand in through the gateway, sixteen at once.</summary>
internal static class RequisitionsBenchmark
{
    private const int Villages = 100;
    private const int AtOnce = 16;
    private const int InRepetition = 400;
    private const int Repetitions = 15;
    private const int Warming = 5;

    internal static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("region-requisitions-").FullName;
        try
        {
            var region = new SyntheticRegion(Villages);
            await using var county = await RunningCounty.StartAsync(
                Path.Combine(folder, "data"), region, cancellationToken);
            using var floor = new RowFile(Path.Combine(folder, "floor.db"));
            var round = new PurchaseRound(county, region.Villages);
            await round.OpenAsync(cancellationToken);
            var measured = new List<Lap>();
            var bare = new List<Lap>();
            for (var repetition = 0; repetition < Warming + Repetitions; repetition++)
            {
                // One durable transaction each, with the requisition and the answered command.
                var stop = Lap.Start(InRepetition);
                for (var requisition = 0; requisition < InRepetition; requisition++)
                    floor.Commit(2);

                bare.Add(stop());
                stop = Lap.Start(InRepetition);
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, InRepetition),
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                    async (index, token) => await AskAsync(county, round, region.Villages[index % Villages], token));
                measured.Add(stop());
            }

            var report = new Report(output, "requisitions through the gateway");
            report.AddPace(
                $"requisitions, {AtOnce} at once",
                (Pace.Of(measured.Skip(Warming)), Pace.Of(bare.Skip(Warming))),
                "/s");
            await report.WriteAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<JsonNode> AskAsync(
        RunningCounty county,
        PurchaseRound round,
        string village,
        CancellationToken cancellationToken) =>
        county.DoAsync(
            Callers.Of(Role.VillageAccountant, village),
            $"{round.Path}/requisitions/{village}",
            new JsonObject { ["packs"] = "12", ["requestedOn"] = "2026-03-03", ["purpose"] = "生产" },
            cancellationToken);
}

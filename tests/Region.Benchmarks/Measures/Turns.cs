namespace Region.Benchmarks.Measures;

/// <summary>Floor and use case take turns, so that a noisy neighbour meets both.</summary>
internal sealed record Turns(int Vouchers, int Repetitions, int Warming)
{
    /// <summary>The paces of both after the warming, for so many vouchers in each turn.</summary>
    internal async Task<(Pace UseCase, Pace Floor)> TakeAsync(Func<Task> useCase, Action floor)
    {
        var measured = new List<Lap>();
        var bare = new List<Lap>();
        for (var repetition = 0; repetition < Warming + Repetitions; repetition++)
        {
            var stop = Lap.Start(Vouchers);
            floor();
            bare.Add(stop());
            stop = Lap.Start(Vouchers);
            await useCase();
            measured.Add(stop());
        }

        return (Pace.Of(measured.Skip(Warming)), Pace.Of(bare.Skip(Warming)));
    }
}

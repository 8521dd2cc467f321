using Region.Benchmarks.Posting;

namespace Region.Benchmarks.Rounds;

/// <summary>Makes floors from books as the product opens them.</summary>
internal static class RoundFloors
{
    internal static async Task<RoundFloor> CreateAsync(
        string folder,
        SyntheticRegion region,
        CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder, "books-to-copy");
        await using var world = await PostingWorld.StartAsync(data, region, cancellationToken);
        await world.PostAsync(region.Villages.Take(1), cancellationToken);
        var files = Path.Combine(folder, "floor");
        return new RoundFloor(new PostingFloor(data, files, region, withCompany: true), files);
    }
}

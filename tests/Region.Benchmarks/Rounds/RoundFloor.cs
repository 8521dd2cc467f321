using Region.Benchmarks.Posting;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// The transactions between a settlement and its last voucher, with bare SQL in the same number of files: procurement's
/// one with three rows of each leg, the sidecar's with the events, each village's, the company's, and the sidecar's
/// endings. Events are committed and delivered in the sizes that the system uses.
/// </summary>
internal sealed class RoundFloor : IDisposable
{
    private const int PublishedAtOnce = 64;
    private const int DeliveredAtOnce = 100;

    private readonly RowFile _procurement;
    private readonly RowFile _sidecar;
    private readonly PostingFloor _books;

    internal RoundFloor(PostingFloor books, string folder)
    {
        _books = books;
        _procurement = new RowFile(Path.Combine(folder, "procurement.db"));
        _sidecar = new RowFile(Path.Combine(folder, "sidecar.db"));
    }

    internal void Settle(IReadOnlyList<string> villages)
    {
        _procurement.Commit(3 * villages.Count);
        Deliver(villages);
    }

    /// <summary>Without the settlement: from the sidecar on.</summary>
    internal void Deliver(IReadOnlyList<string> villages)
    {
        foreach (var published in villages.Chunk(PublishedAtOnce))
            _sidecar.Commit(2 * published.Length);

        foreach (var delivered in villages.Chunk(DeliveredAtOnce))
        {
            _books.Post(delivered);
            _sidecar.Commit(1);
        }
    }

    public void Dispose()
    {
        _procurement.Dispose();
        _sidecar.Dispose();
        _books.Dispose();
    }
}

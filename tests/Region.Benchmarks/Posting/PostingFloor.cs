namespace Region.Benchmarks.Posting;

/// <summary>
/// The same transactions as the use case makes for a bulk delivery, with bare SQL: one in each village's file, as many
/// at once, then one in the company's.
/// </summary>
internal sealed class PostingFloor : IDisposable
{
    private const int BooksAtOnce = 8;

    private readonly Dictionary<string, FloorBook> _villages = new(StringComparer.Ordinal);
    private readonly FloorBook? _company;

    /// <summary>Copies the books of a world in which one leg of the region's first village was just posted.</summary>
    internal PostingFloor(string data, string folder, SyntheticRegion region, bool withCompany)
    {
        var books = Path.Combine(data, "books");
        Directory.CreateDirectory(folder);
        var first = region.Villages[0];
        var village = FloorRows.Read(Path.Combine(books, $"{first}.db"));
        var copies = region.Villages.AsParallel().WithDegreeOfParallelism(BooksAtOnce).Select(code =>
            (Code: code, Book: new FloorBook(Copied(code), village, first)));
        foreach (var (code, book) in copies)
            _villages.Add(code, book);

        if (withCompany)
        {
            var rows = FloorRows.Read(Path.Combine(books, $"{SyntheticRegion.Company}.db"));
            _company = new FloorBook(Copied(SyntheticRegion.Company), rows, first);
        }

        string Copied(string code)
        {
            var file = Path.Combine(folder, $"{code}.db");
            FloorRows.Copy(Path.Combine(books, $"{code}.db"), file);
            return file;
        }
    }

    internal void Post(IReadOnlyList<string> villages)
    {
        var books = villages.GroupBy(village => village, StringComparer.Ordinal).ToArray();
        if (books.Length is 1)
        {
            _villages[books[0].Key].Post(villages);
        }
        else
        {
            Parallel.ForEach(
                books,
                new ParallelOptions { MaxDegreeOfParallelism = BooksAtOnce },
                book => _villages[book.Key].Post([.. book]));
        }

        _company?.Post(villages);
    }

    public void Dispose()
    {
        foreach (var book in _villages.Values)
            book.Dispose();

        _company?.Dispose();
    }
}

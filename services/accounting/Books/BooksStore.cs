using System.Collections.Concurrent;
using Region.Accounting.Domain;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>The register of books. Its rows never change, so those that were found once are remembered.</summary>
internal sealed class BooksStore(Database database)
{
    private const string Columns = "book, name, region, regime, opened_on";

    private readonly ConcurrentDictionary<string, RegisteredBook> _known = new(StringComparer.Ordinal);

    /// <summary>The book of this code, or null where none was opened.</summary>
    public async Task<RegisteredBook?> FindAsync(string book, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(book, out var known))
            return known;

        await using var session = await database.ReadAsync(cancellationToken);
        var row = await session.FindAsync<BookRow>(
            $"SELECT {Columns} FROM books WHERE book = @book", new { book }, cancellationToken);
        return row is null ? null : _known.GetOrAdd(book, row.ToBook());
    }

    /// <summary>Books in the order of their codes, after the given one.</summary>
    public async Task<IReadOnlyList<RegisteredBook>> ListAsync(
        string after,
        int most,
        CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var rows = await session.QueryAsync<BookRow>(
            $"SELECT {Columns} FROM books WHERE book > @after ORDER BY book LIMIT @most",
            new { after, most },
            cancellationToken);
        return [.. rows.Select(row => row.ToBook())];
    }

    /// <summary>The books of a region in the order of their codes.</summary>
    public async Task<IReadOnlyList<RegisteredBook>> OfRegionAsync(string region, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var rows = await session.QueryAsync<BookRow>(
            $"SELECT {Columns} FROM books WHERE region = @region ORDER BY book", new { region }, cancellationToken);
        return [.. rows.Select(row => row.ToBook())];
    }

    /// <summary>The codes of all books; a county has some thousands at most.</summary>
    public async Task<IReadOnlyList<string>> CodesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        return await CodesAsync(session, cancellationToken);
    }

    /// <summary>The codes of all books, from a session on the register.</summary>
    public static Task<IReadOnlyList<string>> CodesAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync<string>("SELECT book FROM books ORDER BY book", null, cancellationToken);

    /// <summary>
    /// Registers the book together with the event that opened it; a book that is there stays as it is.
    /// </summary>
    public async Task AddAsync(RegisteredBook book, EventHeader openedBy, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("books", cancellationToken);
        if (!await work.ReceiveAsync(openedBy, cancellationToken))
            return;

        await work.ExecuteAsync(
            $"INSERT INTO books ({Columns}) VALUES (@Book, @Name, @Region, @Regime, @OpenedOn) ON CONFLICT DO NOTHING",
            new { book.Book, book.Name, book.Region, Regime = book.Regime.ToString(), book.OpenedOn },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private sealed record BookRow
    {
        public required string Book { get; init; }

        public required string Name { get; init; }

        public required string Region { get; init; }

        public required string Regime { get; init; }

        public required string OpenedOn { get; init; }

        public RegisteredBook ToBook() => new()
        {
            Book = Book,
            Name = Name,
            Region = Region,
            Regime = Enum.Parse<Regime>(Regime),
            OpenedOn = OpenedOn,
        };
    }
}

/// <summary>What the register says about a book.</summary>
internal sealed record RegisteredBook
{
    /// <summary>The village's or company's code.</summary>
    public required string Book { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required Regime Regime { get; init; }

    /// <summary>YYYY-MM-DD.</summary>
    public required string OpenedOn { get; init; }
}

using System.Runtime.CompilerServices;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Checks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;

namespace Region.Accounting.Exports;

/// <summary>
/// Reads books from inside the machine that holds them, for the commands of its operator: the demonstration, the oracle
/// and the export. It asks nobody for leave, since whoever starts the program owns the files; the services do ask.
/// </summary>
public sealed class BookReading
{
    private const int PageSize = 200;

    private readonly BooksStore _books;
    private readonly BookShelf _shelf;

    internal BookReading(BooksStore books, BookShelf shelf)
    {
        _books = books;
        _shelf = shelf;
    }

    /// <summary>All books, in the order of their codes.</summary>
    public async Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancellationToken)
    {
        var books = new List<Book>();
        foreach (var code in await _books.CodesAsync(cancellationToken))
        {
            var book = await _shelf.RequireAsync(code, cancellationToken);
            await using var session = await book.Store.ReadAsync(cancellationToken);
            books.Add(book.Registered.ToMessage(await VouchersStore.StateAsync(session, cancellationToken)));
        }

        return books;
    }

    /// <summary>All vouchers of a book, in the order of its chain.</summary>
    public async IAsyncEnumerable<Voucher> VouchersAsync(
        string book,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = await _shelf.RequireAsync(book, cancellationToken);
        long after = 0;
        while (true)
        {
            await using var session = await open.Store.ReadAsync(cancellationToken);
            var chart = await ChartStore.LoadAsync(session, cancellationToken);
            var next = new VoucherPage(after, "", PageSize);
            var page = await VoucherPagesStore.PageAsync(session, next, cancellationToken);
            foreach (var view in page)
                yield return view.ToMessage(chart);

            if (page.Count < PageSize)
                yield break;

            after = page[^1].Voucher.Sequence;
        }
    }

    /// <summary>Seals a book and re-adds it; answers also what is wrong with it, in Chinese.</summary>
    public async Task<(BookSeal Seal, IReadOnlyList<string> Wrong)> AuditAsync(
        string book,
        CancellationToken cancellationToken)
    {
        var open = await _shelf.RequireAsync(book, cancellationToken);
        await using var session = await open.Store.ReadAsync(cancellationToken);
        var audit = await CheckBooks.AuditAsync(book, session, cancellationToken);
        return (
            await BookSeals.ReadAsync(session, cancellationToken),
            [.. audit.Violations.Select(violation => violation.Sentence)]);
    }

    /// <summary>Writes the whole book in ledger-cli / hledger syntax.</summary>
    public async Task WriteLedgerAsync(string book, TextWriter writer, CancellationToken cancellationToken)
    {
        if (await _shelf.FindAsync(book, cancellationToken) is not { } open)
            throw new InvalidOperationException($"没有账套 {book}。");

        await ExportLedger.WriteAsync(open, new PartWriter(writer), cancellationToken);
    }

    private sealed class PartWriter(TextWriter writer) : IServerStreamWriter<ExportLedgerResponse>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ExportLedgerResponse message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(ExportLedgerResponse message, CancellationToken cancellationToken) =>
            writer.WriteAsync(message.Part.Data.ToStringUtf8().AsMemory(), cancellationToken);
    }
}

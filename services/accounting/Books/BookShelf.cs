using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>Takes a book from the shelf: what the register says about it, and its own store.</summary>
internal sealed class BookShelf(BooksStore books, Compartments compartments)
{
    /// <summary>The book, or null where none was opened.</summary>
    public async Task<OpenBook?> FindAsync(string book, CancellationToken cancellationToken) =>
        await books.FindAsync(book, cancellationToken) is { } registered
        && await compartments.FindAsync(registered.Book, cancellationToken) is { } store
            ? new OpenBook(registered, store)
            : null;

    /// <summary>The book.</summary>
    /// <exception cref="Grpc.Core.RpcException">None was opened: NOT_FOUND.</exception>
    public async Task<OpenBook> RequireAsync(string book, CancellationToken cancellationToken) =>
        await FindAsync(book, cancellationToken) ?? throw NotFound.Exception();
}

/// <summary>A book that can be read and written.</summary>
internal sealed record OpenBook(RegisteredBook Registered, Database Store)
{
    public string Code => Registered.Book;

    /// <summary>Writers of one book go one at a time.</summary>
    public string Lock => $"book:{Registered.Book}";

    public Task<UnitOfWork> BeginAsync(CancellationToken cancellationToken) =>
        Store.BeginAsync(Lock, cancellationToken);
}

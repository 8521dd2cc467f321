using Region.Accounting.Accounts;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting.Books;

/// <summary>
/// Enters the company of a region into the registers of its villages and co-operatives, and them into the company's,
/// from the day on which both books are open: whoever makes a voucher by hand may name the other at once. May be
/// repeated; an item that a person entered stays as it is.
/// </summary>
internal sealed class IntroduceBook(BooksStore books, BookShelf shelf)
{
    public async Task HandleAsync(RegisteredBook book, CancellationToken cancellationToken)
    {
        RegisteredBook[] others =
        [
            .. (await books.OfRegionAsync(book.Region, cancellationToken))
                .Where(other => Codes.IsCompany(other.Book) != Codes.IsCompany(book.Book)),
        ];
        await EnterAsync(book, others, cancellationToken);
        foreach (var other in others)
            await EnterAsync(other, [book], cancellationToken);
    }

    private async Task EnterAsync(
        RegisteredBook into,
        RegisteredBook[] named,
        CancellationToken cancellationToken)
    {
        if (named.Length is 0)
            return;

        var open = await shelf.RequireAsync(into.Book, cancellationToken);
        await using var work = await open.BeginAsync(cancellationToken);
        await ItemsStore.BringInAsync(
            work,
            named.Select(book => new AuxiliaryItem
            {
                Kind = ItemKind.Counterparty,
                Code = book.Book,
                Name = book.Name,
            }),
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}

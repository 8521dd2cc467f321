using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Ledgers;

/// <summary>A book that is being read: one consistent snapshot with its chart.</summary>
internal sealed record OpenLedger(OpenBook Book, ReadSession Session, Chart Chart) : IAsyncDisposable
{
    public static async Task<OpenLedger> OfAsync(OpenBook book, CancellationToken cancellationToken)
    {
        var session = await book.Store.ReadAsync(cancellationToken);
        try
        {
            return new OpenLedger(book, session, await ChartStore.LoadAsync(session, cancellationToken));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}

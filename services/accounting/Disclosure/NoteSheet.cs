using Region.Contracts.Accounting.V1;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>
/// Notes every published sheet with the chain's head in the register, outside the book: who could rewrite a book's own
/// store would still meet the head that was public on that day.
/// </summary>
internal sealed class NoteSheet(Database database, TimeProvider clock) : IEventHandler<SheetPublished>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        SheetPublished message,
        CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("disclosures", cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return Outcome.Applied;

        await RegisterStore.AddAsync(work, message, clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }
}

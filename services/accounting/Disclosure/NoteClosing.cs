using Region.Contracts.Accounting.V1;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>
/// Notes the chain's head of every closing in the register, outside the book. A company publishes no sheet, and its
/// book can be cut or written anew like any other.
/// </summary>
internal sealed class NoteClosing(Database database, TimeProvider clock)
{
    public async Task NoteAsync(EventHeader header, MonthClosed message, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("disclosures", cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return;

        await RegisterStore.AddAsync(work, message, clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}

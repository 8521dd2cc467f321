using Region.Accounting.AutoPosting;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Vouchers;

/// <summary>
/// A voucher was cancelled in one book: its mirror in the other party's book is cancelled too. The mirror's own
/// announcement finds the first voucher cancelled already, so the two books do not answer each other for ever.
/// </summary>
internal sealed class ReverseMirror(BookShelf shelf, ReverseVoucher reverse, TimeProvider clock)
    : IEventHandler<VoucherReversed>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        VoucherReversed message,
        CancellationToken cancellationToken)
    {
        if (message.MirrorBook.Length is 0)
            return Outcome.Applied;

        if (!BusinessDate.TryRead(message.AccountingDate, out var on))
            return Impossible(Refusal.EventDateInvalid.On("accounting_date", message.AccountingDate));

        if (await shelf.FindAsync(message.Book, cancellationToken) is not { } origin
            || await shelf.FindAsync(message.MirrorBook, cancellationToken) is not { } mirror)
        {
            return Outcome.NotReady($"账套 {message.Book} 或 {message.MirrorBook} 还没有建立。");
        }

        if (!string.Equals(origin.Registered.Region, mirror.Registered.Region, StringComparison.Ordinal))
            return Impossible(Refusal.EventRegionDiffers.On("mirror_book", message.MirrorBook));

        await using var work = await mirror.BeginAsync(cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return Outcome.Applied;

        if (await VoucherPagesStore.FindByEventAsync(work, message.SourceEventId, cancellationToken) is not { } found)
            return await TakeNoteBackAsync(work, message, on, cancellationToken);

        if (found.ReversedBy.Length is 0)
        {
            var chart = await ChartStore.LoadAsync(work, cancellationToken);
            var state = await VouchersStore.StateAsync(work, cancellationToken);
            var reason = PlainText.Shorten(
                $"{origin.Registered.Name}已注销对应凭证：{message.Reason}", Reversal.MaximumReason);
            // The mirror may stand later than its counterpart, because its month was closed when the event came.
            var voucher = found.Voucher.Content.Date;
            var red = await reverse.AppendAsync(
                new ReversalStep(work, mirror, chart),
                found,
                state.OpenDayFor(on < voucher ? voucher : on),
                new Reversing(Words.Automatic, PlainText.Of(reason)),
                cancellationToken);
            if (!red.Allowed)
                return Impossible(red.Refusals[0]);
        }

        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }

    // Some events are a voucher in one book and a note of goods in the other.
    private async Task<Outcome> TakeNoteBackAsync(
        UnitOfWork work,
        VoucherReversed message,
        DateOnly on,
        CancellationToken cancellationToken)
    {
        if (!await StockMemosStore.HasAsync(work, message.SourceEventId, cancellationToken))
            return Outcome.NotReady($"账套 {message.MirrorBook} 还没有事件 {message.SourceEventId} 的凭证。");

        await StockMemosStore.TakeBackAsync(work, message.SourceEventId, on, clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }

    private static Outcome Impossible(Refused<Refusal> refused) => Outcome.Impossible(refused.ToSentence());
}

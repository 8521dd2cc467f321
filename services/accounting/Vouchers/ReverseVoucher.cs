using Grpc.Core;
using Region.Accounting.AutoPosting;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Drafts;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Voucher = Region.Accounting.Domain.Voucher;

namespace Region.Accounting.Vouchers;

/// <summary>
/// Takes a voucher back by a red one (红字冲销), and announces it, so that the mirror in the other book follows.
/// </summary>
internal sealed class ReverseVoucher(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public async Task<ReverseVoucherResponse> HandleAsync(ReverseVoucherRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryRead(request.ReversedOn, out var on))
            throw refusals.ToRpcException(Refusal.DateInvalid.On("reversed_on", request.ReversedOn));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.voucher.reverse", book.Code);
        var by = new Reversing(
            context.Caller().Login, request.Reason.Trim(), CashReason: request.NegativeCashReason.Trim());
        if (await RefuseMirrorAsync(book, request.VoucherId, on, context.CancellationToken) is { } refused)
            throw refusals.ToRpcException(refused);

        return await commands.OnceAsync<ReverseVoucherResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var found = await VoucherPagesStore.FindAsync(work, request.VoucherId, cancellationToken)
                    ?? throw NotFound.Exception();
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var red = await AppendAsync(new ReversalStep(work, book, chart), found, on, by, cancellationToken);
                return red.Map(voucher => new ReverseVoucherResponse
                {
                    Voucher = new VoucherView(voucher, "", "").ToMessage(chart),
                });
            });
    }

    /// <summary>Appends the red voucher within the caller's transaction and announces it there.</summary>
    public async Task<Decision<Voucher, Refusal>> AppendAsync(
        ReversalStep step,
        VoucherView original,
        DateOnly on,
        Reversing by,
        CancellationToken cancellationToken)
    {
        var draft = Reversal.Prepare(original.Voucher, original.ReversedBy.Length > 0, on, by);
        if (!draft.Allowed)
            return draft.Refuse<Voucher>();

        // What follows a red voucher of the other book has its reason there.
        var byHand = by.CashReason.Length is 0 && by.PreparedBy is not Words.Automatic;
        if (byHand && await JudgeDraft.CashAsync(step.Work, draft.Value, step.Chart, cancellationToken) is { } cash)
            return cash;

        var red = await post.AppendAsync(step.Work, step.Chart, draft.Value, cancellationToken);
        if (!red.Allowed)
            return red;

        // Goods that the event noted are as if it had never come, such as a settlement that ended an estimate.
        await StockMemosStore.TakeBackAsync(
            step.Work, draft.Value.Origin.EventId, on, clock.GetUtcNow(), cancellationToken);
        await step.Work.AnnounceAsync(
            Topics.VoucherReversed,
            step.Book.Code,
            new VoucherReversed
            {
                Book = step.Book.Code,
                VoucherId = original.Voucher.Id.ToString("D"),
                RedVoucherId = red.Value.Id.ToString("D"),
                SourceEventId = draft.Value.Origin.EventId,
                MirrorBook = draft.Value.Origin.MirrorBook,
                AccountingDate = BusinessDate.Write(on),
                Reason = by.Reason,
            },
            cancellationToken);
        return red;
    }

    // Both books cancel an event or none does: where the other book's year is closed, its mirror could not follow. This
    // is looked at before the transaction, so that nobody waits for one store while holding another.
    private async Task<Refused<Refusal>?> RefuseMirrorAsync(
        OpenBook book,
        string voucherId,
        DateOnly on,
        CancellationToken cancellationToken)
    {
        VoucherView? original;
        await using (var own = await book.Store.ReadAsync(cancellationToken))
            original = await VoucherPagesStore.FindAsync(own, voucherId, cancellationToken);

        if (original is not { ReversedBy.Length: 0, Voucher.Content.Origin: { MirrorBook.Length: > 0 } origin }
            || await shelf.FindAsync(origin.MirrorBook, cancellationToken) is not { } other)
        {
            return null;
        }

        await using var session = await other.Store.ReadAsync(cancellationToken);
        var mirror = await VoucherPagesStore.FindByEventAsync(session, origin.EventId, cancellationToken);
        if (mirror is not { ReversedBy.Length: 0 })
            return null;

        var state = await VouchersStore.StateAsync(session, cancellationToken);
        return Reversal.MirrorDay(mirror.Voucher, state, on) is null
            ? Refusal.MirrorYearClosed.On("reversed_on", origin.MirrorBook)
            : null;
    }
}

/// <summary>The transaction that a reversal is part of, and the book that it is in.</summary>
internal sealed record ReversalStep(UnitOfWork Work, OpenBook Book, Chart Chart);

using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Voucher = Region.Accounting.Domain.Voucher;

namespace Region.Accounting.Vouchers;

/// <summary>Puts a checked voucher at the end of a book, within the caller's transaction.</summary>
internal sealed class PostVoucher(TimeProvider clock)
{
    public async Task<Decision<Voucher, Refusal>> AppendAsync(
        UnitOfWork work,
        Chart chart,
        Draft draft,
        CancellationToken cancellationToken)
    {
        // A red voucher stands in the year of what it takes back, wherever an event has put that.
        if (draft.Reverses is null
            && Bookkeeping.RefuseFar(draft.Date, BusinessDate.At(clock.GetUtcNow())) is { } far)
            return far;

        var state = await VouchersStore.StateAsync(work, cancellationToken);
        var decision = Bookkeeping.Check(draft, chart, state);
        return decision.Allowed
            ? await AppendCheckedAsync(work, state.Chain, draft, cancellationToken)
            : decision.Refuse<Voucher>();
    }

    /// <summary>
    /// For a caller that has checked the draft in this transaction, and knows the chain's end from there.
    /// </summary>
    public async Task<Voucher> AppendCheckedAsync(
        UnitOfWork work,
        Chain chain,
        Draft draft,
        CancellationToken cancellationToken)
    {
        var month = BusinessDate.WriteMonth(draft.Date);
        var last = await VouchersStore.LastNumberAsync(work, draft.Word, month, cancellationToken);
        var now = clock.GetUtcNow();
        var voucher = chain.Append(draft, Guid.CreateVersion7(now), last + 1, now);
        await VouchersStore.AppendAsync(work, voucher, cancellationToken);
        await BalancesStore.AddAsync(work, Turnover.Of(draft), cancellationToken);
        AccountingTelemetry.VouchersPosted.Add(1, new KeyValuePair<string, object?>("region.voucher.word", draft.Word));
        return voucher;
    }

    /// <summary>Tells of a posted voucher, in the transaction that posts it.</summary>
    public static Task<string> AnnounceAsync(
        UnitOfWork work,
        string book,
        Voucher voucher,
        CancellationToken cancellationToken) =>
        work.AnnounceAsync(
            Topics.VoucherPosted,
            book,
            new VoucherPosted
            {
                Book = book,
                VoucherId = voucher.Id.ToString("D"),
                Word = voucher.Content.Word,
                Number = voucher.Number,
                SourceEventId = voucher.Content.Origin.EventId,
                AccountingDate = BusinessDate.Write(voucher.Content.Date),
            },
            cancellationToken);
}

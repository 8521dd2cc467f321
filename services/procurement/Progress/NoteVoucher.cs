using Region.Contracts.Accounting.V1;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Procurement.Progress;

/// <summary>
/// Notes which vouchers are in. It takes every voucher that stems from an event, its own or another service's, since a
/// voucher may be announced before the leg that it stems from can be told apart here. A round of many villages
/// announces two for each of them, so those of one delivery share a transaction.
/// </summary>
internal sealed class NoteVouchers(Database database) : IBulkEventHandler<VoucherPosted>
{
    public async Task<IReadOnlyList<Outcome>> HandleAsync(
        IReadOnlyList<Received<VoucherPosted>> batch,
        CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync("vouchers", cancellationToken);
        foreach (var (header, message) in batch)
        {
            if (!await work.ReceiveAsync(header, cancellationToken))
                continue;

            // A voucher that people made belongs to no round.
            if (message.SourceEventId.Length is 0)
                continue;

            var number = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{message.Word}-{message.Number}");
            await LegsStore.AddVoucherAsync(
                work,
                new PostedVoucher(message.Book, message.VoucherId, message.SourceEventId, number),
                cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return [.. batch.Select(_ => Outcome.Applied)];
    }
}

/// <summary>Notes that a voucher was cancelled by a red one; it may come before the voucher itself.</summary>
internal sealed class NoteReversal(Database database) : IEventHandler<VoucherReversed>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        VoucherReversed message,
        CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync($"voucher:{message.Book}", cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return Outcome.Applied;

        await LegsStore.AddReversalAsync(
            work,
            message.Book,
            message.VoucherId,
            message.RedVoucherId,
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }
}

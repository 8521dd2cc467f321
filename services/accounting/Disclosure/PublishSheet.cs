using System.Security.Cryptography;
using Google.Protobuf;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Periods;
using Region.Accounting.Vouchers;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>
/// A month was closed: its head is noted in the register, and where its regime discloses, its sheet is published, and
/// that of its quarter behind the quarter's last month. Where the month was closed before, the sheet is a new version.
/// Where it is open again already, or was closed once more with other vouchers, a later closing publishes it: a sheet
/// never stands under a head that it was not made from.
/// </summary>
internal sealed class PublishSheet(
    BookShelf shelf, NoteClosing closings, TimeProvider clock, ILogger<PublishSheet> logger)
    : IEventHandler<MonthClosed>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        MonthClosed message,
        CancellationToken cancellationToken)
    {
        if (!BusinessDate.TryReadMonth(message.Month, out var month))
            return Outcome.Impossible(Refusal.MonthInvalid.On("month", message.Month).ToSentence());

        if (await shelf.FindAsync(message.Book, cancellationToken) is not { } book)
            return Outcome.NotReady($"账套 {message.Book} 还没有建立。");

        await closings.NoteAsync(header, message, cancellationToken);
        if (PublishedDisclosures.For(book.Registered.Regime, month) is not { } form)
            return Outcome.Applied;

        using var activity = AccountingTelemetry.Start("accounting.sheet.publish", book.Code);
        await using var work = await book.BeginAsync(cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return Outcome.Applied;

        var state = await VouchersStore.StateAsync(work, cancellationToken);
        if (state.IsClosed(month) && await IsNewestAsync(work, message, cancellationToken))
        {
            foreach (var period in DisclosurePeriod.ClosedBy(month))
                await PublishAsync(work, book, new Closing(header.Id, message, period, form), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }

    private static async Task<bool> IsNewestAsync(
        UnitOfWork work,
        MonthClosed message,
        CancellationToken cancellationToken)
    {
        var acts = await PeriodsStore.ActsAsync(work, message.Month, message.Month, cancellationToken);
        return acts.LastOrDefault(act => act.Act is PeriodActRow.Close) is { } newest
            && newest.Vouchers == message.Vouchers
            && string.Equals(newest.Head, message.Head, StringComparison.Ordinal);
    }

    private async Task PublishAsync(
        UnitOfWork work,
        OpenBook book,
        Closing closing,
        CancellationToken cancellationToken)
    {
        var period = closing.Period;
        var sheet = await MakeSheet.MakeAsync(work, book.Registered, period, closing.Form, cancellationToken);
        sheet.Version = await SheetsStore.NewestAsync(work, period.Name, cancellationToken) + 1;
        sheet.ChainHead = closing.Closed.Head;
        sheet.VoucherCount = closing.Closed.Vouchers;
        var bytes = sheet.ToByteArray();
        var row = new SheetRow
        {
            Period = period.Name,
            Version = sheet.Version,
            EventId = closing.EventId,
            Sheet = bytes,
            SheetHash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            PublishedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await SheetsStore.AddAsync(work, row, cancellationToken);
        await work.AnnounceAsync(
            Topics.SheetPublished,
            book.Code,
            new SheetPublished
            {
                Book = book.Code,
                Period = period.Name,
                Version = sheet.Version,
                SheetHash = row.SheetHash,
                ChainHead = sheet.ChainHead,
                VoucherCount = sheet.VoucherCount,
                AccountingDate = closing.Closed.AccountingDate,
            },
            cancellationToken);
        Log.Published(logger, book.Code, period.Name, sheet.Version);
    }

    private sealed record Closing(string EventId, MonthClosed Closed, DisclosurePeriod Period, DisclosureForm Form);
}

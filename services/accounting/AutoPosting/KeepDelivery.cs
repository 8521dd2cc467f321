using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>Goods were accepted: no money moves, but the company's memo book (备查登记) keeps it.</summary>
internal sealed class KeepDelivery(BookShelf shelf, TimeProvider clock) : IEventHandler<DeliveryAccepted>
{
    public async Task<Outcome> HandleAsync(
        EventHeader header,
        DeliveryAccepted message,
        CancellationToken cancellationToken)
    {
        if (Refuse(message) is { } refused)
            return Outcome.Impossible(refused.ToSentence());

        if (await shelf.FindAsync(message.Company, cancellationToken) is not { } book)
            return Outcome.NotReady($"账套 {message.Company} 还没有建立。");

        await using var work = await book.BeginAsync(cancellationToken);
        if (!await work.ReceiveAsync(header, cancellationToken))
            return Outcome.Applied;

        await MemosStore.AddAsync(
            work,
            new MemoRow
            {
                EventId = header.Id,
                AccountingDate = message.AccountingDate,
                RoundId = message.RoundId,
                DeliveryId = message.DeliveryId,
                ItemCode = message.ItemCode,
                AcceptedPacks = message.AcceptedPacks,
                RejectedPacks = message.RejectedPacks,
                RecordedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return Outcome.Applied;
    }

    private static Refused<Refusal>? Refuse(DeliveryAccepted message)
    {
        if (!Codes.IsRegion(message.Region))
            return Refusal.EventUnitInvalid.On("region", message.Region);

        if (!string.Equals(message.Company, Codes.CompanyOf(message.Region), StringComparison.Ordinal))
            return Refusal.EventUnitInvalid.On("company", message.Company);

        return BusinessDate.TryRead(message.AccountingDate, out _)
            ? null
            : Refusal.EventDateInvalid.On("accounting_date", message.AccountingDate);
    }
}

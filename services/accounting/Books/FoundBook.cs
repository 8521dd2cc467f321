using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Events;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>
/// Opens a book: first its own store with chart and chain, then its row in the register together with the event, then
/// its code and name in the books that it deals with. After a crash in between the event comes again and finds what to
/// complete.
/// </summary>
internal sealed class FoundBook(
    BooksStore books,
    Compartments compartments,
    IntroduceBook introduce,
    ILogger<FoundBook> logger)
{
    public async Task<Outcome> HandleAsync(RegisteredBook book, EventHeader header, CancellationToken cancellationToken)
    {
        if (Refuse(book) is { } refused)
            return Outcome.Impossible(refused.ToSentence());

        if (await books.FindAsync(book.Book, cancellationToken) is { } known
            && known with { OpenedOn = book.OpenedOn } != book)
        {
            return Outcome.Impossible(Refusal.BookDiffers.On("book", book.Book).ToSentence());
        }

        using var activity = AccountingTelemetry.Start("accounting.book.open", book.Book);
        _ = BusinessDate.TryRead(book.OpenedOn, out var openedOn);
        var store = await compartments.CreateAsync(book.Book, cancellationToken);
        await using (var work = await store.BeginAsync($"book:{book.Book}", cancellationToken))
        {
            var chart = PublishedCharts.For(book.Regime, openedOn);
            await ChartStore.SeedAsync(work, chart, Chain.StartOf(book.Book), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        await books.AddAsync(book, header, cancellationToken);
        await introduce.HandleAsync(book, cancellationToken);
        Log.Opened(logger, book.Book, book.Regime.ToString());
        return Outcome.Applied;
    }

    private static Refused<Refusal>? Refuse(RegisteredBook book)
    {
        var isUnit = book.Regime is Regime.SmallEnterprise2011
            ? Codes.IsCompany(book.Book)
            : Codes.IsVillage(book.Book);
        if (!isUnit)
            return Refusal.EventUnitInvalid.On("book", book.Book);

        if (!Codes.IsRegion(book.Region))
            return Refusal.EventUnitInvalid.On("region", book.Region);

        var company = Codes.CompanyOf(book.Region);
        if (Codes.IsCompany(book.Book) && !string.Equals(book.Book, company, StringComparison.Ordinal))
            return Refusal.EventRegionDiffers.On("company", book.Book);

        if (!BusinessDate.TryRead(book.OpenedOn, out _))
            return Refusal.EventDateInvalid.On("accounting_date", book.OpenedOn);

        return book.Name.Length is 0 ? Refusal.EventFieldMissing.On("name") : null;
    }
}

/// <summary>
/// A village joined its region: its book opens. Its stake predates the opening balances, so nothing is posted.
/// </summary>
internal sealed class OpenVillageBook(FoundBook found) : IEventHandler<VillageJoined>
{
    public Task<Outcome> HandleAsync(EventHeader header, VillageJoined message, CancellationToken cancellationToken) =>
        found.HandleAsync(
            new RegisteredBook
            {
                Book = message.Village,
                Name = PlainText.Of(message.Name),
                Region = message.Region,
                Regime = Regime.Village2023,
                OpenedOn = message.AccountingDate,
            },
            header,
            cancellationToken);
}

/// <summary>A company was founded: its book opens.</summary>
internal sealed class OpenCompanyBook(FoundBook found) : IEventHandler<CompanyFounded>
{
    public Task<Outcome> HandleAsync(EventHeader header, CompanyFounded message, CancellationToken cancellationToken) =>
        found.HandleAsync(
            new RegisteredBook
            {
                Book = message.Company,
                Name = PlainText.Of(message.Name),
                Region = message.Region,
                Regime = Regime.SmallEnterprise2011,
                OpenedOn = message.AccountingDate,
            },
            header,
            cancellationToken);
}

/// <summary>A co-operative was founded: its book opens under its own regime.</summary>
internal sealed class OpenCoopBook(FoundBook found) : IEventHandler<CoopFounded>
{
    public Task<Outcome> HandleAsync(EventHeader header, CoopFounded message, CancellationToken cancellationToken) =>
        found.HandleAsync(
            new RegisteredBook
            {
                Book = message.Coop,
                Name = PlainText.Of(message.Name),
                Region = message.Region,
                Regime = Regime.Coop2021,
                OpenedOn = message.AccountingDate,
            },
            header,
            cancellationToken);
}

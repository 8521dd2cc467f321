using Grpc.Core;
using Region.Accounting.Accounts;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Voucher = Region.Accounting.Domain.Voucher;

namespace Region.Accounting.Openings;

/// <summary>An accountant imports the opening balances of her own book, all rows or none.</summary>
internal sealed class ImportOpening(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    private const int MaximumRefusals = 100;

    public async Task<ImportOpeningResponse> HandleAsync(ImportOpeningRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.opening.import", book.Code);
        var import = new OpeningOf(
            OpeningTable.Read(request).OrThrow(refusals),
            OpeningDate.Read(request.OpeningDate, BusinessDate.At(clock.GetUtcNow())).OrThrow(refusals),
            context.Caller().Login);
        var foreign = import.Rows
            .Where(row => !string.Equals(row.Book, request.Book, StringComparison.Ordinal))
            .Select(row => Refusal.OpeningOtherBook.On(row.Field("账套"), row.Book))
            .Take(MaximumRefusals)
            .ToArray();
        if (foreign.Length > 0)
            refusals.Throw(foreign);

        return await commands.OnceAsync<ImportOpeningResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var posted = await AppendAsync(work, book, import, cancellationToken);
                return posted.Map(voucher => new ImportOpeningResponse
                {
                    Lines = voucher.Content.Postings.Count,
                    TotalDebitFen = Money.Sum(voucher.Content.Postings.Select(posting => posting.Debit)).Fen,
                });
            });
    }

    /// <summary>Appends the opening voucher to one book within the caller's transaction.</summary>
    public async Task<Decision<Voucher, Refusal>> AppendAsync(
        UnitOfWork work,
        OpenBook book,
        OpeningOf import,
        CancellationToken cancellationToken)
    {
        var chart = await ChartStore.LoadAsync(work, cancellationToken);
        var draft = await PrepareAsync(work, book, chart, import, cancellationToken);
        if (!draft.Allowed)
            return draft.Refuse<Voucher>();

        var posted = await post.AppendAsync(work, chart, draft.Value, cancellationToken);
        if (posted.Allowed)
            await ItemsStore.BringInAsync(work, import.Rows.SelectMany(row => row.Items()), cancellationToken);

        return posted;
    }

    /// <summary>Decides whether the rows may open the book, and changes nothing.</summary>
    public static async Task<Decision<Draft, Refusal>> PrepareAsync(
        Session session,
        OpenBook book,
        Chart chart,
        OpeningOf import,
        CancellationToken cancellationToken)
    {
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        var first = await VouchersStore.FirstDateAsync(session, cancellationToken);
        if (Opening.Refuse(book.Code, new OpeningState(state.OpeningDate, first), import.Date) is { } refused)
            return refused;

        var draft = Opening.Prepare(import.Rows, chart, import.Date, import.PreparedBy);
        return draft.Allowed ? Bookkeeping.Check(draft.Value, chart, state) : draft;
    }
}

/// <summary>What is to be imported into one book, and who does it.</summary>
internal sealed record OpeningOf(IReadOnlyList<OpeningRow> Rows, DateOnly Date, string PreparedBy);

/// <summary>The first day of the books.</summary>
internal static class OpeningDate
{
    public static Decision<DateOnly, Refusal> Read(string text, DateOnly today)
    {
        if (!BusinessDate.TryRead(text, out var date))
            return Refusal.DateInvalid.On("opening_date", text);

        return Bookkeeping.RefuseFar(date, today) is { } far ? far with { Field = "opening_date" } : date;
    }
}

using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Openings;

/// <summary>
/// The county office imports the opening balances of many books. Every row of every book is checked before any book is
/// written; that check, with the request's key, is kept in the register. Each book is then written under the same key
/// in its own store, so that the same request, sent again after a crash, writes the books that are missing and no
/// other.
/// </summary>
internal sealed class ImportOpenings(
    BookShelf shelf,
    Database register,
    CommandRunner<Refusal> commands,
    ImportOpening one,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    private const int MaximumRefusals = 100;

    public async Task<ImportOpeningsResponse> HandleAsync(ImportOpeningsRequest request, ServerCallContext context)
    {
        var date = OpeningDate.Read(request.OpeningDate, BusinessDate.At(clock.GetUtcNow())).OrThrow(refusals);
        var rows = OpeningTable.ReadMany(request.Table).OrThrow(refusals);
        var login = context.Caller().Login;
        var imports = rows
            .GroupBy(row => row.Book, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Book: group.Key, Import: new OpeningOf([.. group], date, login)))
            .ToArray();

        var answer = await commands.OnceAsync<ImportOpeningsResponse>(
            request,
            request.RequestId,
            register,
            "openings",
            context,
            (_, cancellationToken) => CheckAsync(imports, cancellationToken));

        foreach (var (code, import) in imports)
            await WriteAsync(code, import, request, context);

        return answer;
    }

    private async Task<Decision<ImportOpeningsResponse, Refusal>> CheckAsync(
        (string Book, OpeningOf Import)[] imports,
        CancellationToken cancellationToken)
    {
        var refused = new List<Refused<Refusal>>();
        var lines = 0;
        foreach (var (code, import) in imports)
        {
            var draft = await CheckAsync(code, import, cancellationToken);
            refused.AddRange(draft.Refusals.Select(refusal => refusal.InBook(code)));
            if (refused.Count >= MaximumRefusals)
                break;

            lines += draft.Allowed ? draft.Value.Postings.Count : 0;
        }

        if (imports.Length is 0)
            return Refusal.EmptyVoucher.On("table");

        return refused.Count > 0
            ? refused.Take(MaximumRefusals).ToArray()
            : new ImportOpeningsResponse { Books = imports.Length, Lines = lines };
    }

    private async Task<Decision<Draft, Refusal>> CheckAsync(
        string code,
        OpeningOf import,
        CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(code, cancellationToken) is not { } book)
            return Refusal.OpeningBookUnknown.On(import.Rows[0].Field("账套"), code);

        await using var session = await book.Store.ReadAsync(cancellationToken);
        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        return await ImportOpening.PrepareAsync(session, book, chart, import, cancellationToken);
    }

    private async Task WriteAsync(
        string code,
        OpeningOf import,
        ImportOpeningsRequest request,
        ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await commands.OnceAsync<ImportOpeningResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var posted = await one.AppendAsync(work, book, import, cancellationToken);
                return posted.Map(voucher => new ImportOpeningResponse { Lines = voucher.Content.Postings.Count });
            });
    }
}

/// <summary>Says which book a refusal is about, where it names no row.</summary>
internal static class RefusalOfBook
{
    public static Refused<Refusal> InBook(this Refused<Refusal> refused, string book) =>
        refused.Field.StartsWith('第') ? refused : refused with
        {
            Field = $"{book} {refused.Field}",
            Offending = refused.Offending.Contains(book, StringComparison.Ordinal)
                ? refused.Offending
                : $"账套 {book}，{refused.Offending}",
        };
}

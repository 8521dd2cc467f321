using System.Runtime.CompilerServices;
using Region.Accounting.Attachments;
using Region.Accounting.Books;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Accounting.Statements;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Archives;

/// <summary>
/// What goes into a package, as one consistent book: everything but the vouchers is read in one transaction, and
/// vouchers up to that moment's end of the chain never change.
/// </summary>
internal sealed class ArchiveContents
{
    private const int PageSize = 200;

    private ArchiveContents()
    {
    }

    public required OpenBook Book { get; init; }

    public required YearSpan Span { get; init; }

    /// <summary>The hash before the first voucher.</summary>
    public required string Predecessor { get; init; }

    /// <summary>The hash of the last voucher.</summary>
    public required string Head { get; init; }

    public required Chart Chart { get; init; }

    public required IReadOnlyDictionary<string, string> Counterparties { get; init; }

    public required BookYear Year { get; init; }

    /// <summary>Every account that was ever posted to with a counterparty.</summary>
    public required IReadOnlyList<(string Account, string Counterparty)> Details { get; init; }

    public required IReadOnlyList<ClosedHead> Published { get; init; }

    /// <summary>The attached files of the book by their hash.</summary>
    public required IReadOnlyDictionary<string, FileRow> Files { get; init; }

    /// <summary>The statements of December, each with the others that its cross-checks look at.</summary>
    public required IReadOnlyList<IReadOnlyList<StatementSheet>> Statements { get; init; }

    /// <summary>The regulation that the book follows.</summary>
    public string Regulation => PublishedCharts.For(Book.Registered.Regime, new DateOnly(Year.Year, 12, 31)).Source;

    /// <summary>The contents, or null where the book has no voucher of the year.</summary>
    public static async Task<ArchiveContents?> LoadAsync(OpenBook book, int year, CancellationToken cancellationToken)
    {
        await using var session = await book.Store.ReadAsync(cancellationToken);
        if (await ArchivesStore.SpanAsync(session, year, cancellationToken) is not { } span)
            return null;

        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        return new ArchiveContents
        {
            Book = book,
            Span = span,
            Predecessor = await ArchivesStore.HashAtAsync(session, span.First - 1, cancellationToken)
                ?? Chain.StartOf(book.Code).Head,
            Head = await ArchivesStore.HashAtAsync(session, span.Last, cancellationToken) ?? "",
            Chart = chart,
            Counterparties = await ChartStore.CounterpartiesAsync(session, cancellationToken),
            Year = new BookYear(year, await BalancesStore.AllAsync(session, cancellationToken)),
            Details = await BalancesStore.DetailsAsync(session, cancellationToken),
            Published = await ArchivesStore.HeadsAsync(session, year, cancellationToken),
            Files = (await FilesStore.AllAsync(session, cancellationToken))
                .ToDictionary(file => file.Hash, StringComparer.Ordinal),
            Statements = await StatementsAsync(session, chart, book.Registered.Regime, year, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<IReadOnlyList<StatementSheet>>> StatementsAsync(
        Session session,
        Chart chart,
        Regime regime,
        int year,
        CancellationToken cancellationToken)
    {
        var december = new StatementMoment(new DateOnly(year, 12, 1), null);
        var statements = new List<IReadOnlyList<StatementSheet>>();
        foreach (var form in PublishedStatements.For(regime, december.Last))
            statements.Add(await MakeStatements.MakeAsync(session, chart, form, december, cancellationToken));

        return statements;
    }

    /// <summary>The vouchers of the span in the order of the chain, those of other years between them too.</summary>
    public async IAsyncEnumerable<Voucher> VouchersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Span.First - 1;
        while (after < Span.Last)
        {
            IReadOnlyList<VoucherView> page;
            await using (var session = await Book.Store.ReadAsync(cancellationToken))
            {
                var most = (int)Math.Min(PageSize, Span.Last - after);
                page = await VoucherPagesStore.PageAsync(session, new VoucherPage(after, "", most), cancellationToken);
            }

            foreach (var view in page)
                yield return view.Voucher;

            after = page[^1].Voucher.Sequence;
        }
    }

    /// <summary>
    /// What the year's first day began with, by account and counterparty; the opening voucher counts where it is dated.
    /// </summary>
    public async Task<IReadOnlyList<OpeningDetail>> OpeningAsync(CancellationToken cancellationToken)
    {
        var sums = Year.Lines()
            .GroupBy(line => (line.Key.Account, line.Key.Counterparty))
            .ToDictionary(lines => lines.Key, lines => Money.Sum(lines.Select(line => line.Opening)));
        await foreach (var voucher in VouchersAsync(cancellationToken))
        {
            if (voucher.Content.Kind is not VoucherKind.Opening || !IsOfYear(voucher))
                continue;

            foreach (var posting in voucher.Content.Postings)
            {
                var key = (posting.Account, posting.Counterparty);
                sums[key] = sums.GetValueOrDefault(key) - posting.Debit + posting.Credit;
            }
        }

        return
        [
            .. sums.Where(sum => sum.Value.Fen is not 0)
                .OrderBy(sum => sum.Key.Account, StringComparer.Ordinal)
                .ThenBy(sum => sum.Key.Counterparty, StringComparer.Ordinal)
                .Select(sum => new OpeningDetail(sum.Key.Account, sum.Key.Counterparty, sum.Value)),
        ];
    }

    /// <summary>Whether a voucher is dated in the package's year.</summary>
    public bool IsOfYear(Voucher voucher) => voucher.Content.Date.Year == Year.Year;
}

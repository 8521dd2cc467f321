using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Statements;
using Region.Contracts.Accounting.V1;
using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>Draws up the sheet of a period from the book itself.</summary>
internal static class MakeSheet
{
    public static async Task<Sheet> MakeAsync(
        Session session,
        RegisteredBook book,
        DisclosurePeriod period,
        DisclosureForm form,
        CancellationToken cancellationToken)
    {
        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        var accounts = CashDisclosure.AccountsOf(chart);
        var cash = await CashAsync(session, chart, accounts, period, cancellationToken);
        var big = await SheetsStore.BigItemsAsync(session, period, form.BigItemFen, cancellationToken);
        return new Sheet
        {
            Book = book.Book,
            BookName = book.Name,
            Period = period.Name,
            FromMonth = Region.Kernel.BusinessDate.WriteMonth(period.First),
            ToMonth = Region.Kernel.BusinessDate.WriteMonth(period.Last),
            OpeningCashFen = cash.Opening.Fen,
            Receipts = { cash.Receipts.Select(ToItem) },
            Payments = { cash.Payments.Select(ToItem) },
            ClosingCashFen = cash.Closing.Fen,
            CashBalances = { cash.Balances.Select(ToItem) },
            Figures = { await FiguresAsync(session, chart, period, form, cancellationToken) },
            BigItems = { big.Take(SheetsStore.MostBigItems).Select(ToVoucher) },
            FurtherBigItems = Math.Max(0, big.Count - SheetsStore.MostBigItems),
            BigItemFen = form.BigItemFen,
        };
    }

    private static async Task<CashDisclosure> CashAsync(
        Session session,
        Chart chart,
        IReadOnlyList<string> accounts,
        DisclosurePeriod period,
        CancellationToken cancellationToken)
    {
        var query = new FlowQuery
        {
            Scope = new FlowScope { Accounts = accounts },
            First = period.First,
            Last = period.Last.AddMonths(1).AddDays(-1),
        };
        return CashDisclosure.Of(
            chart,
            await StatementsStore.FlowsAsync(session, query, cancellationToken),
            await StatementsStore.FiguresAsync(session, period.First, null, cancellationToken),
            await StatementsStore.FiguresAsync(session, period.Last, null, cancellationToken));
    }

    private static async Task<IReadOnlyList<SheetItem>> FiguresAsync(
        Session session,
        Chart chart,
        DisclosurePeriod period,
        DisclosureForm form,
        CancellationToken cancellationToken)
    {
        var moment = new StatementMoment(period.Last, null);
        var sheets = new Dictionary<string, StatementSheet>(StringComparer.Ordinal);
        foreach (var statement in PublishedStatements.For(form.Regime, moment.Last))
        {
            var made = await MakeStatements.MakeAsync(session, chart, statement, moment, cancellationToken);
            sheets[statement.Statement] = made[0];
        }

        return
        [
            .. form.Figures.Select(figure => new SheetItem
            {
                Caption = figure.Caption,
                AmountFen = sheets[figure.Statement].Cell(figure.Line, figure.Column).Fen,
            }),
        ];
    }

    private static SheetItem ToItem(DisclosedAmount item) => new()
    {
        Caption = item.Caption,
        AmountFen = item.Amount.Fen,
    };

    private static SheetVoucher ToVoucher(BigItemRow row) => new()
    {
        VoucherId = row.Id,
        Word = row.Word,
        Number = (int)row.Number,
        AccountingDate = row.AccountingDate,
        Summary = row.Summary,
        AmountFen = row.Amount,
    };
}

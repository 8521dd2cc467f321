using Region.Accounting.Domain;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Ledgers;

/// <summary>Books in the words of the contract.</summary>
internal static class LedgerMessages
{
    private const int MostItems = 20;
    private const string Unnamed = "（未指明）";

    /// <summary>借, 贷 or 平.</summary>
    public static Message.BalanceSide SideOf(Money balance) => balance.Fen switch
    {
        > 0 => Message.BalanceSide.Debit,
        < 0 => Message.BalanceSide.Credit,
        _ => Message.BalanceSide.Even,
    };

    public static long Magnitude(Money balance) => balance.Fen < 0 ? (-balance).Fen : balance.Fen;

    public static Message.GeneralLedgerRow ToMessage(this GeneralLine line, Chart chart) => new()
    {
        Account = line.Account,
        AccountName = chart.NameOf(line.Account),
        Month = line.Month,
        OpeningSide = SideOf(line.Opening),
        OpeningFen = Magnitude(line.Opening),
        DebitFen = line.Moved.Debit.Fen,
        CreditFen = line.Moved.Credit.Fen,
        YearDebitFen = line.Year.Debit.Fen,
        YearCreditFen = line.Year.Credit.Fen,
        ClosingSide = SideOf(line.Closing),
        ClosingFen = Magnitude(line.Closing),
    };

    public static Message.LedgerRow ToMessage(this DetailRow row, Chart chart)
    {
        var message = new Message.LedgerRow
        {
            Kind = (Message.LedgerRowKind)row.Kind,
            AccountingDate = row.Kind is DetailRowKind.Opening or DetailRowKind.YearBroughtForward
                ? ""
                : BusinessDate.Write(row.Standing.Date),
            Summary = CaptionOf(row.Kind),
            DebitFen = row.Moved.Debit.Fen,
            CreditFen = row.Moved.Credit.Fen,
            BalanceSide = SideOf(row.Standing.Balance),
            BalanceFen = Magnitude(row.Standing.Balance),
            DebitQuantity = Amount(row.Moved.DebitQuantity),
            CreditQuantity = Amount(row.Moved.CreditQuantity),
            BalanceQuantity = Amount(row.Standing.Quantity),
        };
        if (row.Entry is { } entry)
            Fill(message, entry, chart);

        return message;
    }

    public static Message.AgeingRow ToMessage(
        this AgedBalance row,
        Chart chart,
        IReadOnlyDictionary<string, string> names,
        DateOnly asOf)
    {
        var sign = Math.Sign(row.Balance.Fen);
        return new Message.AgeingRow
        {
            Account = row.Account,
            AccountName = chart.NameOf(row.Account),
            Counterparty = row.Counterparty,
            CounterpartyName = row.Counterparty.Length is 0
                ? Unnamed
                : names.GetValueOrDefault(row.Counterparty, ""),
            BalanceSide = SideOf(row.Balance),
            BalanceFen = Magnitude(row.Balance),
            BandsFen = { row.Bands.Select(band => band.Fen * sign) },
            Items = { row.Open.Take(MostItems).Select(item => ToMessage(item, asOf)) },
        };
    }

    public static Message.StockRow ToMessage(this StockLine line, Chart chart) => new()
    {
        Account = line.Account,
        AccountName = chart.NameOf(line.Account),
        Stock = line.Stock,
        OpeningQuantity = Exact(line.OpeningQuantity),
        OpeningFen = line.Opening.Fen,
        InQuantity = Exact(line.Moved.DebitQuantity),
        InFen = line.Moved.Debit.Fen,
        OutQuantity = Exact(line.Moved.CreditQuantity),
        OutFen = line.Moved.Credit.Fen,
        ClosingQuantity = Exact(line.ClosingQuantity),
        ClosingFen = line.Closing.Fen,
        AveragePrice = line.AveragePrice?.ToString() ?? "",
    };

    /// <summary>What stands in the summary of a row that is no voucher's.</summary>
    public static string CaptionOf(DetailRowKind kind) => kind switch
    {
        DetailRowKind.Opening => "期初余额",
        DetailRowKind.BroughtForward => "承前页",
        DetailRowKind.Voucher => "",
        DetailRowKind.DayTotal => "本日合计",
        DetailRowKind.MonthTotal => "本月合计",
        DetailRowKind.YearTotal => "本年累计",
        DetailRowKind.CarriedForward => "过次页",
        DetailRowKind.YearBroughtForward => "上年结转",
        DetailRowKind.YearCarriedForward => "结转下年",
    };

    private static Message.OpenItem ToMessage(OpenAmount item, DateOnly asOf) => new()
    {
        VoucherId = item.Entry.VoucherId,
        Word = item.Entry.Word,
        Number = item.Entry.Number,
        AccountingDate = BusinessDate.Write(item.Entry.Date),
        Summary = item.Entry.Summary,
        OpenFen = Magnitude(item.Open),
        Days = asOf.DayNumber - item.Entry.Date.DayNumber,
    };

    private static void Fill(Message.LedgerRow message, DetailEntry entry, Chart chart)
    {
        var posting = entry.Posting;
        message.VoucherId = entry.VoucherId;
        message.Word = entry.Word;
        message.Number = entry.Number;
        message.Summary = entry.Summary;
        message.Account = posting.Account;
        message.Counterparty = posting.Counterparty;
        message.CounterpartyName = posting.CounterpartyName;
        message.Project = posting.Project;
        message.Stock = posting.Stock;
        message.CounterAccounts.AddRange(entry.CounterAccounts.Select(code => $"{code} {chart.NameOf(code)}"));
    }

    private static string Amount(long thousandths) => thousandths is 0 ? "" : Exact(thousandths);

    private static string Exact(long thousandths) => Quantity.FromThousandths(thousandths).ToString();
}

using Region.Accounting.Domain;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Books;

/// <summary>Books, accounts and balances in the words of the contract.</summary>
internal static class BookMessages
{
    public static Message.Book ToMessage(this RegisteredBook book, BookState state) => new()
    {
        Book_ = book.Book,
        Name = book.Name,
        Region = book.Region,
        Regime = book.Regime switch
        {
            Regime.Village2023 => Message.Regime.Village2023,
            Regime.SmallEnterprise2011 => Message.Regime.SmallEnterprise2011,
            Regime.Coop2021 => Message.Regime.Coop2021,
        },
        OpenedOn = book.OpenedOn,
        OpeningDate = state.OpeningDate is { } date ? BusinessDate.Write(date) : "",
        VoucherCount = state.Chain.Count,
        ChainHead = state.Chain.Count > 0 ? state.Chain.Head : "",
        ClosedThrough = state.ClosedThrough is { } closed ? BusinessDate.WriteMonth(closed) : "",
    };

    public static Message.Account ToMessage(this Account account, Chart chart) => new()
    {
        Code = account.Code,
        Name = account.Name,
        AccountClass = (Message.AccountClass)account.Class,
        Side = (Message.Side)account.Side,
        Leaf = chart.IsLeaf(account.Code),
        NeedsCounterparty = account.Counterparty is AuxiliaryUse.Required,
        Counterparty = account.Counterparty.ToMessage(),
        Project = account.Project.ToMessage(),
        Stock = account.Stock.ToMessage(),
        Cash = (Message.CashKind)(account.Cash + 1),
        ClosedOn = account.ClosedOn is { } closed ? BusinessDate.Write(closed) : "",
        OpenedOn = account.OpenedOn is { } opened ? BusinessDate.Write(opened) : "",
        Own = account.Own,
        TakesAutomatic = account.TakesAutomatic,
    };

    private static Message.AuxiliaryUse ToMessage(this AuxiliaryUse use) => (Message.AuxiliaryUse)(use + 1);

    public static Message.TrialBalanceLine ToMessage(
        this BalanceLine line,
        Chart chart,
        IReadOnlyDictionary<string, string> names)
    {
        var side = chart.Find(line.Account)?.Side;
        return new Message.TrialBalanceLine
        {
            Account = line.Account,
            AccountName = chart.NameOf(line.Account),
            Counterparty = line.Counterparty,
            CounterpartyName = names.GetValueOrDefault(line.Counterparty, ""),
            Side = side is { } known ? (Message.Side)known : Message.Side.Unspecified,
            OpeningFen = line.Opening.Fen,
            DebitFen = line.Debit.Fen,
            CreditFen = line.Credit.Fen,
            ClosingFen = line.Closing.Fen,
            Project = line.Project,
            Stock = line.Stock,
        };
    }

    /// <summary>What the lines of a trial balance are split by; counterparties where nothing is said.</summary>
    public static BalanceItems ToItems(this Message.BalanceDetail details) => details switch
    {
        Message.BalanceDetail.None => BalanceItems.None,
        Message.BalanceDetail.Project => BalanceItems.Project,
        Message.BalanceDetail.Stock => BalanceItems.Stock,
        Message.BalanceDetail.All => BalanceItems.Counterparty | BalanceItems.Project | BalanceItems.Stock,
        _ => BalanceItems.Counterparty,
    };
}

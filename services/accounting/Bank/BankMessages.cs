using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Bank;

/// <summary>Statements in the words of the contract.</summary>
internal static class BankMessages
{
    public static Message.StatementLine ToMessage(this BankLineRow row) => new()
    {
        StatementLineId = row.LineId,
        BankAccount = row.Account,
        LineDate = row.LineDate,
        Summary = row.Summary,
        CounterpartyName = row.CounterpartyName,
        Reference = row.Reference,
        AmountFen = row.Amount,
        BalanceFen = row.Balance,
        MatchId = row.MatchId ?? "",
    };

    public static Message.GetReconciliationResponse ToMessage(this AccountReconciliation found, string month)
    {
        var table = found.Table;
        return new Message.GetReconciliationResponse
        {
            BankAccount = found.Account,
            Month = month,
            BookBalanceFen = table.Book.Fen,
            BankBalanceFen = table.Bank.Fen,
            BankOnly = { found.Lines.Select(line => line.ToMessage()) },
            BookOnly = { found.Entries.Select(ToMessage) },
            OutstandingFen = table.Outstanding.Fen,
            AdjustedBookFen = table.AdjustedBook.Fen,
            AdjustedBankFen = table.AdjustedBank.Fen,
            DifferenceFen = table.Difference.Fen,
            StatementTo = found.StatementTo,
        };
    }

    private static Message.BankEntry ToMessage(BankEntryRow row) => new()
    {
        VoucherId = row.VoucherId,
        VoucherLine = (int)row.VoucherLine,
        AccountingDate = row.AccountingDate,
        VoucherName = row.Name,
        Summary = row.Summary,
        AmountFen = row.Amount,
    };
}

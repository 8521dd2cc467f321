using Region.Accounting.Domain;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Transition;

/// <summary>The old book and its mapping in the words of the contract.</summary>
internal static class TransitionMessages
{
    public static Message.TransitionLine ToMessage(this TransitionLine line, Chart chart) => new()
    {
        Row = line.Row.Number,
        OldCode = line.Row.Code,
        OldName = line.Row.Name,
        OldItem = line.Row.Item,
        OldItemName = line.Row.ItemName,
        Quantity = line.Quantity.Thousandths is 0 ? "" : line.Quantity.ToString(),
        DebitFen = line.Debit.Fen,
        CreditFen = line.Credit.Fen,
        Account = line.Posting?.Account ?? "",
        AccountName = line.Posting is { } posting ? chart.NameOf(posting.Account) : "",
        Counterparty = line.Posting?.Counterparty ?? "",
        Project = line.Posting?.Project ?? "",
        Stock = line.Posting?.Stock ?? "",
        DecidedBy = line.DecidedBy,
        Problem = line.Refused?.ToSentence() ?? "",
    };

    public static Message.TransitionTotals ToTotals(this TransitionPlan plan)
    {
        var totals = plan.Totals();
        return new Message.TransitionTotals
        {
            OldDebitFen = totals.OldDebit.Fen,
            OldCreditFen = totals.OldCredit.Fen,
            NewDebitFen = totals.NewDebit.Fen,
            NewCreditFen = totals.NewCredit.Fen,
        };
    }

    public static Message.MappingRow ToMessage(this OldMappingRow row) => new()
    {
        OldCode = row.Old,
        OldName = row.Name,
        Condition = row.Condition,
        Account = row.Account,
        Candidates = { row.Candidates },
        Note = row.Note,
    };
}

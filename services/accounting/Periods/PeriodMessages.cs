using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Periods;

/// <summary>Months and years in the words of the contract.</summary>
internal static class PeriodMessages
{
    /// <summary>The day on which a book was opened.</summary>
    public static DateOnly OpenedOn(this OpenBook book) => Day.Read(book.Registered.OpenedOn);

    public static Message.Period ToMessage(this PeriodState state, DateOnly month, IEnumerable<PeriodActRow> acts)
    {
        var written = BusinessDate.WriteMonth(month);
        return new Message.Period
        {
            Month = written,
            State = month <= state.ClosedThrough ? Message.PeriodState.Closed
                : month == state.Next ? Message.PeriodState.Next
                : Message.PeriodState.Open,
            Acts = { acts.Where(act => string.Equals(act.Month, written, StringComparison.Ordinal)).Select(ToMessage) },
        };
    }

    public static Message.CheckItem ToMessage(this CheckItem item) => new()
    {
        Kind = (Message.CheckKind)item.Kind,
        Severity = (Message.CheckSeverity)item.Severity,
        Title = item.Title,
        Remedy = item.Remedy,
        Count = item.Count,
        Places = { item.Places.Select(ToMessage) },
    };

    public static Message.YearEndOutcome ToMessage(this YearEndOutcome outcome) => new()
    {
        ResultFen = outcome.Result.Fen,
        DistributableFen = outcome.Distributable.Fen,
        AppropriationFen = outcome.Appropriated.Fen,
        DistributedFen = outcome.Distributed.Fen,
        RetainedFen = outcome.Retained.Fen,
    };

    public static YearEndWish ToWish(this Message.YearEndPlan? plan, int year) => plan is null
        ? new YearEndWish { Year = year }
        : new YearEndWish
        {
            Year = year,
            LossCover = new Money(plan.LossCoverFen),
            AppropriationRate = new Rate(plan.AppropriationPpm),
            Appropriation = new Money(plan.AppropriationFen),
            Meeting = plan.Meeting.Trim(),
            Shares =
            [
                .. plan.Distributions.Select(share => new DistributionShare(
                    share.Counterparty.Trim(),
                    share.CounterpartyName.Trim(),
                    new Money(share.AmountFen),
                    share.Purpose)),
            ],
        };

    private static Message.PeriodAct ToMessage(PeriodActRow act) => new()
    {
        Kind = act.Act is PeriodActRow.Close ? Message.PeriodActKind.Close : Message.PeriodActKind.Reopen,
        Login = act.Login,
        Name = act.Name,
        Reason = act.Reason,
        ActedAt = Instant.Write(act.ActedAt),
        VoucherCount = act.Vouchers,
        ChainHead = act.Head,
    };

    private static Message.CheckPlace ToMessage(CheckPlace place) => new()
    {
        VoucherId = place.Voucher,
        DraftId = place.Draft,
        Account = place.Account,
        Counterparty = place.Counterparty,
        Note = place.Note,
    };
}

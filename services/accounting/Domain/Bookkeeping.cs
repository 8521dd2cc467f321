using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What every voucher must fulfil, whoever made it.</summary>
internal static class Bookkeeping
{
    /// <summary>Opening balances of a large company with many counterparties stay below this.</summary>
    public const int MaximumPostings = 20_000;

    public const int MaximumText = 400;

    /// <summary>Ten trillion yuan; sums of twenty thousand of them still fit in a <see cref="Money"/>.</summary>
    public const long MaximumFen = 100_000_000_000_000;

    private const int MaximumRefusals = 50;

    /// <summary>Allows a draft that balances and touches only accounts of the chart that may be posted to.</summary>
    public static Decision<Draft, Refusal> Check(Draft draft, Chart chart, BookState state)
    {
        if (draft.Postings.Count is 0)
            return Refusal.EmptyVoucher.On("postings");

        if (draft.Postings.Count > MaximumPostings)
            return Refusal.TooManyPostings.On("postings", draft.Postings.Count);

        if (draft.Summary.Length is 0 or > MaximumText)
            return Refusal.TextTooLong.On("summary", draft.Summary);

        if (draft.Date < state.OpeningDate)
            return Refusal.BeforeOpening.On("accounting_date", BusinessDate.Write(draft.Date));

        if (state.IsClosed(draft.Date))
            return Refusal.PeriodClosed.On("accounting_date", BusinessDate.Write(draft.Date));

        var then = chart.On(draft.Date);
        var red = draft.Reverses is not null;
        var refused = draft.Postings
            .Select((posting, index) => Check(
                posting, draft.Date, then, $"postings[{index}]", red || ClosesYear(draft, posting, then)))
            .OfType<Refused<Refusal>>()
            .Take(MaximumRefusals)
            .ToArray();
        if (refused.Length > 0)
            return refused;

        var debit = Money.Sum(draft.Postings.Select(posting => posting.Debit));
        var credit = Money.Sum(draft.Postings.Select(posting => posting.Credit));
        return debit == credit
            ? draft
            : Refusal.Unbalanced.On("postings", Difference(debit, credit));
    }

    /// <summary>
    /// Whether a day that a person typed lies too far ahead: behind the end of next year. Vouchers of January are
    /// prepared in December; a slip such as 2062 would stretch every ledger and keep newer charts out for good.
    /// </summary>
    public static Refused<Refusal>? RefuseFar(DateOnly date, DateOnly today) =>
        date.Year > today.Year + 1 ? Refusal.DateTooFar.On("accounting_date", BusinessDate.Write(date)) : null;

    /// <summary>Whether one line may stand in a book with this chart; null when it may.</summary>
    /// <param name="posting">The line.</param>
    /// <param name="on">The accounting date.</param>
    /// <param name="chart">The chart of that day.</param>
    /// <param name="field">Where the line stands, for the refusal.</param>
    /// <param name="red">
    /// Whether it cancels a line that stands there already, or closes the year of what stands there: a closed account
    /// takes that, since the red voucher must name the account that the cancelled one named, and what red leaves on
    /// an account is carried over with the year.
    /// </param>
    public static Refused<Refusal>? Check(Posting posting, DateOnly on, Chart chart, string field, bool red = false)
    {
        if (chart.Find(posting.Account) is not { } account)
            return Refusal.AccountUnknown.On(field, posting.Account);

        if (!chart.IsLeaf(posting.Account))
            return Refusal.AccountNotLeaf.On(field, account.Title);

        if (on >= account.ClosedOn && !red)
            return Refusal.AccountClosed.On(field, account.Title);

        if (posting.Counterparty.Length > MaximumText || posting.CounterpartyName.Length > MaximumText)
            return Refusal.TextTooLong.On(field, posting.Counterparty);

        if (CheckItems(posting, account, field) is { } refused)
            return refused;

        var oneSided = posting.Debit.Fen is 0 ^ posting.Credit.Fen is 0;
        return oneSided && posting.Amount.Fen is >= -MaximumFen and <= MaximumFen
            ? null
            : Refusal.AmountInvalid.On(field, $"借 {posting.Debit}，贷 {posting.Credit}");
    }

    // Income and expenses are carried over with the year even where their account is closed.
    private static bool ClosesYear(Draft draft, Posting posting, Chart chart) =>
        draft.Kind is VoucherKind.YearEnd
        && chart.Find(posting.Account)?.Class is AccountClass.Income or AccountClass.Expense;

    // Auxiliary items (辅助核算): asked for where the chart requires them, refused where it keeps none.
    private static Refused<Refusal>? CheckItems(Posting posting, Account account, string field)
    {
        var name = $"{account.Code} {account.Name}";
        if (posting.Counterparty.Length is 0 && account.Counterparty is AuxiliaryUse.Required)
            return Refusal.CounterpartyMissing.On(field, name);

        if (posting.Counterparty.Length > 0 && account.Counterparty is AuxiliaryUse.None)
            return Refusal.CounterpartyNotKept.On(field, $"{name}：{posting.Counterparty}");

        if (posting.Project.Length is 0 && account.Project is AuxiliaryUse.Required)
            return Refusal.ProjectMissing.On(field, name);

        if (posting.Project.Length > 0 && account.Project is AuxiliaryUse.None)
            return Refusal.ProjectNotKept.On(field, $"{name}：{posting.Project}");

        if (posting.Stock.Length is 0 && account.Stock is AuxiliaryUse.Required)
            return Refusal.StockMissing.On(field, name);

        if (posting.Stock.Length > 0 && account.Stock is AuxiliaryUse.None)
            return Refusal.StockNotKept.On(field, $"{name}：{posting.Stock}");

        // A quantity stands beside a stock item, on the amount's side and with its sign; the price of goods may change
        // without a quantity, as when freight is added to their cost.
        var quantity = posting.Quantity.Thousandths;
        var misplaced = posting.Stock.Length is 0 ? quantity is not 0 : quantity * (decimal)posting.Amount.Fen < 0;
        return misplaced ? Refusal.QuantityInvalid.On(field, posting.Quantity) : null;
    }

    /// <summary>Both sides and by how much they differ, for a person to read.</summary>
    public static string Difference(Money debit, Money credit) =>
        $"借方 {debit}，贷方 {credit}，相差 {(debit < credit ? credit - debit : debit - credit)}";
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Opening balances (期初余额): the first voucher of a book, from a table of one row per account detail.</summary>
internal static class Opening
{
    private const int MaximumRefusals = 100;

    /// <summary>
    /// Makes the opening voucher of one book from its rows; every bad row is named, and none is taken then.
    /// </summary>
    public static Decision<Draft, Refusal> Prepare(
        IReadOnlyList<OpeningRow> rows,
        Chart chart,
        DateOnly date,
        string preparedBy)
    {
        var refused = new List<Refused<Refusal>>();
        var postings = new List<Posting>();
        var then = chart.On(date);
        var seen = new HashSet<(string Account, string Counterparty, string Project, string Stock)>();
        foreach (var row in rows)
        {
            var line = Line(row);
            if (!line.Allowed)
            {
                refused.AddRange(line.Refusals);
                continue;
            }

            if (!seen.Add((row.Account, row.Counterparty, row.Project, row.Stock)))
                refused.Add(Refusal.OpeningLineTwice.On(row.Field("科目编码"), row.Detail()));

            if (line.Value.Amount.Fen is 0)
                continue;

            if (Bookkeeping.Check(line.Value, date, then, row.Field("科目编码")) is { } broken)
                refused.Add(broken);

            postings.Add(line.Value);
        }

        if (refused.Count > 0)
            return refused.Take(MaximumRefusals).ToArray();

        return Balanced(postings, date, preparedBy);
    }

    /// <summary>Whether a book may still get its opening balances.</summary>
    public static Refused<Refusal>? Refuse(string book, OpeningState state, DateOnly date)
    {
        if (state.ImportedOn is { } imported)
            return Refusal.OpeningAlreadyImported.On("book", $"{book}（{BusinessDate.Write(imported)}）");

        return state.FirstVoucherOn < date
            ? Refusal.OpeningAfterVouchers.On("opening_date", BusinessDate.Write(date))
            : null;
    }

    private static Decision<Draft, Refusal> Balanced(List<Posting> postings, DateOnly date, string preparedBy)
    {
        if (postings.Count is 0)
            return Refusal.EmptyVoucher.On("table");

        if (postings.Count > Bookkeeping.MaximumPostings)
            return Refusal.TooManyPostings.On("table", postings.Count);

        var debit = Money.Sum(postings.Select(posting => posting.Debit));
        var credit = Money.Sum(postings.Select(posting => posting.Credit));
        if (debit != credit)
            return Refusal.OpeningUnbalanced.On("table", Bookkeeping.Difference(debit, credit));

        return new Draft
        {
            Word = Words.Opening,
            Kind = VoucherKind.Opening,
            Date = date,
            Summary = "期初余额",
            PreparedBy = preparedBy,
            PostedBy = preparedBy,
            Postings = postings,
        };
    }

    private static Decision<Posting, Refusal> Line(OpeningRow row)
    {
        var debit = Amount(row.Debit, row.Field("借方"));
        var credit = Amount(row.Credit, row.Field("贷方"));
        if (!debit.Allowed || !credit.Allowed)
            return debit.Refusals.Concat(credit.Refusals).ToArray();

        if (!Quantity.TryRead(row.Quantity.Length is 0 ? "0" : row.Quantity, out var quantity)
            || quantity.Thousandths < 0)
        {
            return Refusal.QuantityInvalid.On(row.Field("数量"), row.Quantity);
        }

        if (debit.Value.Fen is not 0 && credit.Value.Fen is not 0)
            return Refusal.OpeningBothSides.On(row.Field("借方"), $"借 {debit.Value}，贷 {credit.Value}");

        return new Posting
        {
            Account = row.Account,
            Counterparty = row.Counterparty,
            CounterpartyName = row.CounterpartyName,
            Project = row.Project,
            Stock = row.Stock,
            Quantity = quantity,
            Debit = debit.Value,
            Credit = credit.Value,
        };
    }

    private static Decision<Money, Refusal> Amount(string text, string field)
    {
        if (text.Length is 0)
            return Money.Zero;

        if (!Yuan.TryRead(text, out var amount) || amount.Fen > Bookkeeping.MaximumFen)
            return Refusal.OpeningAmountInvalid.On(field, text);

        return amount.Fen < 0 ? Refusal.OpeningAmountNegative.On(field, text) : amount;
    }
}

/// <summary>How far a book has come: the date of its opening balances, and its first voucher's.</summary>
internal sealed record OpeningState(DateOnly? ImportedOn, DateOnly? FirstVoucherOn);

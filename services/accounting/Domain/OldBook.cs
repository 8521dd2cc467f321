using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Takes an old book over (新旧衔接): each row of its trial balance becomes one line of the new opening voucher, on the
/// same side and with the same amount, so that the totals of both books are equal to the fen.
/// </summary>
internal static class OldBook
{
    private const int MaximumItem = 60;

    /// <summary>What becomes of every row, and everything that stands in the way.</summary>
    public static TransitionPlan Plan(
        IReadOnlyList<OldRow> rows,
        IReadOnlyList<OwnMappingRow> own,
        OldMapping published,
        Chart chart,
        DateOnly date)
    {
        var then = chart.On(date);
        var rules = new MappingRules(own, published, then);
        var read = rows.Select(Read).Where(line => line.Refused is not null || line.Amount.Fen is not 0).ToArray();
        var codes = read.Select(line => line.Row.Code).ToHashSet(StringComparer.Ordinal);
        var lines = read
            .Select(line => line.Refused is null ? Place(line, rules, codes, then, date) : line)
            .ToArray();
        return new TransitionPlan(lines, [.. rules.Refuse().Concat(Refuse(lines))]);
    }

    /// <summary>The opening voucher of a plan that nothing stands in the way of.</summary>
    public static Decision<Draft, Refusal> Prepare(TransitionPlan plan, DateOnly date, string preparedBy)
    {
        var refused = plan.Refused();
        return refused.Count > 0 ? refused.ToArray() : new Draft
        {
            Word = Words.Opening,
            Kind = VoucherKind.Opening,
            Date = date,
            Summary = "期初余额（旧制度账簿转入）",
            PreparedBy = preparedBy,
            PostedBy = preparedBy,
            Postings = [.. plan.Lines.Select(line => line.Posting!)],
        };
    }

    private static IEnumerable<Refused<Refusal>> Refuse(TransitionLine[] lines)
    {
        if (lines.Length is 0)
            yield return Refusal.EmptyVoucher.On("balance_table");

        if (lines.Length > Bookkeeping.MaximumPostings)
            yield return Refusal.TooManyPostings.On("balance_table", lines.Length);

        var debit = Money.Sum(lines.Select(line => line.Debit));
        var credit = Money.Sum(lines.Select(line => line.Credit));
        if (debit != credit)
            yield return Refusal.TransitionUnbalanced.On("balance_table", Bookkeeping.Difference(debit, credit));
    }

    private static TransitionLine Read(OldRow row)
    {
        var line = new TransitionLine { Row = row };
        if (row.Code.Length is 0 || row.Code.Length > MaximumItem || row.Item.Length > MaximumItem)
            return line with { Refused = Refusal.TransitionRowInvalid.On(row.Field("科目编码"), row.Code) };

        if (!IsAmount(row.Debit, out var debit))
            return line with { Refused = Refusal.TransitionRowInvalid.On(row.Field("借方"), row.Debit) };

        if (!IsAmount(row.Credit, out var credit) || (debit.Fen is not 0 && credit.Fen is not 0))
            return line with { Refused = Refusal.TransitionRowInvalid.On(row.Field("贷方"), row.Credit) };

        var isQuantity = Quantity.TryRead(row.Quantity.Length is 0 ? "0" : row.Quantity, out var quantity);
        return isQuantity && quantity.Thousandths >= 0
            ? line with { Debit = debit, Credit = credit, Quantity = quantity }
            : line with { Refused = Refusal.QuantityInvalid.On(row.Field("数量"), row.Quantity) };
    }

    private static TransitionLine Place(
        TransitionLine line,
        MappingRules rules,
        IReadOnlySet<string> codes,
        Chart chart,
        DateOnly date)
    {
        var row = line.Row;
        var field = row.Field("");
        if (codes.Any(code => code.Length > row.Code.Length && code.StartsWith(row.Code, StringComparison.Ordinal)))
            return line with { Refused = Refusal.TransitionAboveBelow.On(field, row.Title) };

        var target = rules.For(row);
        if (!target.Allowed)
            return line with { Refused = target.Refusals[0] };

        var slot = target.Value.SlotFor(chart.Find(target.Value.Account), row.Item);
        var posting = new Posting
        {
            Account = target.Value.Account,
            Counterparty = slot is ItemSlot.Counterparty ? row.Item : "",
            CounterpartyName = slot is ItemSlot.Counterparty ? row.ItemName : "",
            Project = slot is ItemSlot.Project ? row.Item : "",
            Stock = slot is ItemSlot.Stock ? row.Item : "",
            Quantity = slot is ItemSlot.Stock ? line.Quantity : default,
            Debit = line.Debit,
            Credit = line.Credit,
        };
        return line with
        {
            Posting = posting,
            Slot = slot,
            DecidedBy = target.Value.DecidedBy,
            Refused = Bookkeeping.Check(posting, date, chart, field),
        };
    }

    private static bool IsAmount(string text, out Money amount)
    {
        amount = Money.Zero;
        return text.Length is 0
            || (Yuan.TryRead(text, out amount) && amount.Fen is >= 0 and <= Bookkeeping.MaximumFen);
    }
}

/// <summary>What becomes of one old row.</summary>
internal sealed record TransitionLine
{
    public required OldRow Row { get; init; }

    public Money Debit { get; init; }

    public Money Credit { get; init; }

    public Quantity Quantity { get; init; }

    /// <summary>The new line; null where no account was found for it.</summary>
    public Posting? Posting { get; init; }

    /// <summary>What the old item became; null where it became nothing.</summary>
    public ItemSlot? Slot { get; init; }

    /// <summary>Which row of which table decided.</summary>
    public string DecidedBy { get; init; } = "";

    public Refused<Refusal>? Refused { get; init; }

    public Money Amount => Debit + Credit;

    /// <summary>What the row brings into the registers with name and unit.</summary>
    public IEnumerable<AuxiliaryItem> Items() => Slot switch
    {
        ItemSlot.Project => [new AuxiliaryItem { Kind = ItemKind.Project, Code = Row.Item, Name = Row.ItemName }],
        ItemSlot.Stock =>
        [
            new AuxiliaryItem { Kind = ItemKind.Stock, Code = Row.Item, Name = Row.ItemName, Unit = Row.Unit },
        ],
        _ => [],
    };
}

/// <summary>Every old row with its new one.</summary>
/// <param name="Lines">Rows without an amount are left out.</param>
/// <param name="Whole">What stands in the way beside the rows.</param>
internal sealed record TransitionPlan(IReadOnlyList<TransitionLine> Lines, IReadOnlyList<Refused<Refusal>> Whole)
{
    private const int MaximumRefusals = 100;

    /// <summary>Everything that stands in the way, the first hundred.</summary>
    public IReadOnlyList<Refused<Refusal>> Refused() =>
        [.. Lines.Select(line => line.Refused).OfType<Refused<Refusal>>().Concat(Whole).Take(MaximumRefusals)];

    /// <summary>Debit and credit of the old book and of the new one.</summary>
    public (Money OldDebit, Money OldCredit, Money NewDebit, Money NewCredit) Totals() => (
        Money.Sum(Lines.Select(line => line.Debit)),
        Money.Sum(Lines.Select(line => line.Credit)),
        Money.Sum(Lines.Select(line => line.Posting?.Debit ?? Money.Zero)),
        Money.Sum(Lines.Select(line => line.Posting?.Credit ?? Money.Zero)));
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Turns the rows of a table into vouchers. Rows with the same 字, month and 凭证号 are one voucher, in the order of their
/// first rows. All or nothing; whatever is wrong is named by row and column.
/// </summary>
internal static class DraftImport
{
    private const int MaximumRefusals = 50;

    public static Decision<IReadOnlyList<DraftSheet>, Refusal> Decide(
        IReadOnlyList<ImportRow> rows,
        ImportBook book,
        Func<DraftEdit, DraftSheet> begin)
    {
        if (rows.Count is 0)
            return Refusal.ImportTableInvalid.On("table", "没有数据行。");

        var refused = new List<Refused<Refusal>>();
        var sheets = new List<DraftSheet>();
        var groups = Dated(rows)
            .GroupBy(row => (row.Word, Month: row.Date[..Math.Min(7, row.Date.Length)], row.Number));
        foreach (var group in groups)
        {
            var voucher = new ImportedVoucher([.. group]);
            var edit = voucher.Read();
            if (edit is not null)
            {
                var sheet = begin(edit);
                voucher.Judge(sheet, edit, book);
                sheets.Add(sheet);
            }

            refused.AddRange(voucher.Refused);
            if (refused.Count >= MaximumRefusals)
                break;
        }

        return refused.Count > 0 ? refused.Take(MaximumRefusals).ToArray() : sheets;
    }

    // Only the first row of a voucher must say its day: a later one without it belongs to the newest of its number.
    private static IEnumerable<ImportRow> Dated(IReadOnlyList<ImportRow> rows)
    {
        var newest = new Dictionary<(string Word, string Number), string>();
        foreach (var row in rows)
        {
            if (row.Date.Length > 0)
                newest[(row.Word, row.Number)] = row.Date;

            yield return row.Date.Length > 0
                ? row
                : row with { Date = newest.GetValueOrDefault((row.Word, row.Number), "") };
        }
    }
}

/// <summary>A row of the table as it was written.</summary>
internal sealed record ImportRow
{
    public required int Row { get; init; }

    public required string Number { get; init; }

    public required string Date { get; init; }

    public required string Word { get; init; }

    public required string Summary { get; init; }

    public required string Account { get; init; }

    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    public string Quantity { get; init; } = "";

    public required string Debit { get; init; }

    public required string Credit { get; init; }

    public string Attachments { get; init; } = "";

    public string AttachmentsReason { get; init; } = "";

    public string Field(string column) => FormattableString.Invariant($"第{Row}行 {column}");

    /// <summary>The items that the row names, as a posting.</summary>
    public Posting Items() => new()
    {
        Account = Account,
        Counterparty = Counterparty,
        Project = Project,
        Stock = Stock,
    };
}

/// <summary>What imported vouchers are judged by: the book as it is, and which named items it knows.</summary>
internal sealed record ImportBook(
    Chart Chart,
    BookState State,
    IReadOnlyDictionary<(ItemSlot Slot, string Code), bool> Known,
    DateOnly Today);

/// <summary>The rows of one voucher.</summary>
internal sealed class ImportedVoucher(IReadOnlyList<ImportRow> rows)
{
    private readonly List<Refused<Refusal>> _refused = [];

    public IReadOnlyList<Refused<Refusal>> Refused => _refused;

    private ImportRow First => rows[0];

    /// <summary>Reads the cells; null where one cannot be read.</summary>
    public DraftEdit? Read()
    {
        if (First.Number.Length is 0 || First.Number.Length > 20)
            Refuse(Refusal.ImportNumberInvalid, First, "凭证号", First.Number);

        if (!BusinessDate.TryRead(First.Date, out var date))
            Refuse(Refusal.ImportDateInvalid, First, "日期", First.Date);

        foreach (var row in rows.Skip(1))
        {
            Demand(row, "日期", row.Date, First.Date);
            Demand(row, "附件数", row.Attachments, First.Attachments);
        }

        var attachments = Attachments();
        var postings = rows.Select(Posting).ToArray();
        return _refused.Count > 0 ? null : new DraftEdit
        {
            AttachmentsReason = First.AttachmentsReason,
            Content = new Draft
            {
                Word = First.Word,
                Date = date,
                Summary = First.Summary,
                Attachments = attachments,
                PreparedBy = "",
                Postings = postings,
            },
        };
    }

    /// <summary>Whether the voucher could be posted as it is, check and signature apart.</summary>
    public void Judge(DraftSheet sheet, DraftEdit edit, ImportBook book)
    {
        var form = ManualVoucher.CheckForm(edit);
        var found = form.Length > 0 ? form :
        [
            .. ManualVoucher.Check(sheet, book.Chart, book.State),
            .. ItemRules.Refuse(sheet.Content, book.Chart, book.Known),
        ];
        if (Bookkeeping.RefuseFar(edit.Content.Date, book.Today) is { } far)
            found = [.. found, far];

        _refused.AddRange(found.Select(refused => refused with { Field = Place(refused) }));
    }

    // The first row may leave them out on the rows that follow.
    private void Demand(ImportRow row, string column, string text, string first)
    {
        if (text.Length > 0 && !string.Equals(text, first, StringComparison.Ordinal))
            Refuse(Refusal.ImportRowsDiffer, row, column, text);
    }

    private int Attachments()
    {
        if (First.Attachments.Length is 0)
            return 0;

        var read = int.TryParse(
            First.Attachments,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var count);
        if (!read || count > ManualVoucher.MaximumAttachments)
            Refuse(Refusal.ImportNumberInvalid, First, "附件数", First.Attachments);

        return count;
    }

    private Posting Posting(ImportRow row)
    {
        var quantity = default(Quantity);
        if (row.Quantity.Length > 0 && !Quantity.TryRead(row.Quantity, out quantity))
            Refuse(Refusal.QuantityInvalid, row, "数量", row.Quantity);

        return new Posting
        {
            Account = row.Account,
            Counterparty = row.Counterparty,
            CounterpartyName = row.CounterpartyName,
            Project = row.Project,
            Stock = row.Stock,
            Quantity = quantity,
            Debit = Amount(row, "借方", row.Debit),
            Credit = Amount(row, "贷方", row.Credit),
        };
    }

    private Money Amount(ImportRow row, string column, string text)
    {
        var amount = Money.Zero;
        if (text.Length > 0 && !Yuan.TryRead(text, out amount))
            Refuse(Refusal.ImportAmountInvalid, row, column, text);

        return amount;
    }

    private string Place(Refused<Refusal> refused)
    {
        const string Lines = "postings[";
        if (!refused.Field.StartsWith(Lines, StringComparison.Ordinal))
            return First.Field(ColumnOfHead(refused.Field));

        var index = int.Parse(
            refused.Field.AsSpan(Lines.Length, refused.Field.Length - Lines.Length - 1),
            System.Globalization.CultureInfo.InvariantCulture);
        return rows[index].Field(ColumnOf(refused.Rule));
    }

    private static string ColumnOfHead(string field) => field switch
    {
        "word" => "字",
        "summary" => "摘要",
        "accounting_date" => "日期",
        "attachments" => "附件数",
        "no_attachments_reason" => "无附件说明",
        _ => "借方、贷方",
    };

    private static string ColumnOf(Refusal rule) => rule switch
    {
        Refusal.CounterpartyMissing or Refusal.CounterpartyNotKept => "往来单位",
        Refusal.ItemUnknown or Refusal.ItemClosed => "辅助核算",
        Refusal.ProjectMissing or Refusal.ProjectNotKept => "项目",
        Refusal.StockMissing or Refusal.StockNotKept => "存货",
        Refusal.QuantityInvalid => "数量",
        Refusal.AmountInvalid => "借方、贷方",
        _ => "科目编码",
    };

    private void Refuse(Refusal rule, ImportRow row, string column, string offending) =>
        _refused.Add(rule.On(row.Field(column), offending));
}

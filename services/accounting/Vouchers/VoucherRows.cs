using System.Globalization;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting.Vouchers;

/// <summary>A voucher as its table holds it.</summary>
internal sealed record VoucherRow
{
    public required long Sequence { get; init; }

    public required string Id { get; init; }

    public required string Word { get; init; }

    public required string Month { get; init; }

    public required long Number { get; init; }

    public required string AccountingDate { get; init; }

    public required string Summary { get; init; }

    public required long Attachments { get; init; }

    public required string PreparedBy { get; init; }

    public required string EventId { get; init; }

    public required string Topic { get; init; }

    public required string Rule { get; init; }

    public required long RuleVersion { get; init; }

    public required string Document { get; init; }

    public required string MirrorBook { get; init; }

    public required string Reverses { get; init; }

    public required long RecordedAt { get; init; }

    public required long PostingCount { get; init; }

    public required string Hash { get; init; }

    public required long Layout { get; init; }

    public required string Kind { get; init; }

    public required string CheckedBy { get; init; }

    public required string Cashier { get; init; }

    public required string PostedBy { get; init; }

    public required string Corrects { get; init; }

    /// <summary>Hashes with spaces between.</summary>
    public required string Files { get; init; }

    /// <summary>Read only: who reviewed it, or null.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>Read only: the red voucher that cancels it, or null.</summary>
    public string? ReversedBy { get; init; }

    /// <summary>Read only: the blue voucher that corrects it, or null.</summary>
    public string? CorrectedBy { get; init; }

    public static VoucherRow Of(Voucher voucher)
    {
        var content = voucher.Content;
        return new VoucherRow
        {
            Sequence = voucher.Sequence,
            Id = voucher.Id.ToString("D"),
            Word = content.Word,
            Month = BusinessDate.WriteMonth(content.Date),
            Number = voucher.Number,
            AccountingDate = BusinessDate.Write(content.Date),
            Summary = content.Summary,
            Attachments = content.Attachments,
            PreparedBy = content.PreparedBy,
            EventId = content.Origin.EventId,
            Topic = content.Origin.Topic,
            Rule = content.Origin.Rule,
            RuleVersion = content.Origin.RuleVersion,
            Document = content.Origin.Document,
            MirrorBook = content.Origin.MirrorBook,
            Reverses = content.Reverses?.ToString("D") ?? "",
            RecordedAt = voucher.RecordedAt,
            PostingCount = content.Postings.Count,
            Hash = voucher.Hash,
            Layout = voucher.Layout,
            Kind = content.Kind.ToString(),
            CheckedBy = content.CheckedBy,
            Cashier = content.Cashier,
            PostedBy = content.PostedBy,
            Corrects = content.Corrects?.ToString("D") ?? "",
            Files = string.Join(' ', content.Files),
        };
    }

    public Voucher ToVoucher(IReadOnlyList<Posting> postings) => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        Sequence = Sequence,
        Number = (int)Number,
        RecordedAt = RecordedAt,
        Layout = (int)Layout,
        Hash = Hash,
        Content = new Draft
        {
            Word = Word,
            Kind = Enum.Parse<VoucherKind>(Kind),
            Date = Day.Read(AccountingDate),
            Summary = Summary,
            Attachments = (int)Attachments,
            Files = Files.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            PreparedBy = PreparedBy,
            CheckedBy = CheckedBy,
            Cashier = Cashier,
            PostedBy = PostedBy,
            Origin = new Origin
            {
                EventId = EventId,
                Topic = Topic,
                Rule = Rule,
                RuleVersion = (int)RuleVersion,
                Document = Document,
                MirrorBook = MirrorBook,
            },
            Reverses = Reverses.Length > 0 ? Guid.ParseExact(Reverses, "D") : null,
            Corrects = Corrects.Length > 0 ? Guid.ParseExact(Corrects, "D") : null,
            Postings = postings,
        },
    };
}

/// <summary>A line of a voucher as its table holds it.</summary>
internal sealed record PostingRow
{
    public required long Sequence { get; init; }

    public required long Line { get; init; }

    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    public required string CounterpartyName { get; init; }

    public required string Project { get; init; }

    public required string Stock { get; init; }

    public required long Quantity { get; init; }

    public required long Debit { get; init; }

    public required long Credit { get; init; }

    public required long RuleLine { get; init; }

    /// <summary>The columns in the order of <see cref="ValuesOf"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "sequence", "line", "account", "counterparty", "counterparty_name", "project", "stock", "quantity", "debit",
        "credit", "rule_line",
    ];

    public static IEnumerable<IReadOnlyList<object>> ValuesOf(Voucher voucher) =>
        voucher.Content.Postings.Select((posting, index) => (IReadOnlyList<object>)
        [
            voucher.Sequence, index + 1L, posting.Account, posting.Counterparty, posting.CounterpartyName,
            posting.Project, posting.Stock, posting.Quantity.Thousandths, posting.Debit.Fen, posting.Credit.Fen,
            (long)posting.RuleLine,
        ]);

    public Posting ToPosting() => new()
    {
        Account = Account,
        Counterparty = Counterparty,
        CounterpartyName = CounterpartyName,
        Project = Project,
        Stock = Stock,
        Quantity = Region.Kernel.Quantity.FromThousandths(Quantity),
        Debit = new Money(Debit),
        Credit = new Money(Credit),
        RuleLine = (int)RuleLine,
    };
}

/// <summary>Reads dates that this service wrote itself.</summary>
internal static class Day
{
    public static DateOnly Read(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? ReadOrNull(string? text) => string.IsNullOrEmpty(text) ? null : Read(text);
}

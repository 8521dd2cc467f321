using System.Text.Json;
using System.Text.Json.Serialization;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;

namespace Region.Accounting.Drafts;

/// <summary>A draft as its table holds it.</summary>
internal sealed record DraftRow
{
    public required long Seq { get; init; }

    public required string Id { get; init; }

    public required long Version { get; init; }

    public required string State { get; init; }

    public required string Word { get; init; }

    public required string AccountingDate { get; init; }

    public required string Summary { get; init; }

    public required long Attachments { get; init; }

    public required string AttachmentsReason { get; init; }

    public required string CashReason { get; init; }

    public required string Lines { get; init; }

    public required string Files { get; init; }

    public required string Corrects { get; init; }

    public required string Makers { get; init; }

    public required string PreparedBy { get; init; }

    public required string CheckedBy { get; init; }

    public required string Cashier { get; init; }

    public required string Note { get; init; }

    public required string VoucherId { get; init; }

    public required string Template { get; init; }

    public required string TemplateMonth { get; init; }

    public required long CreatedAt { get; init; }

    public required long ChangedAt { get; init; }

    public StoredDraft ToStored() => new(Seq, ToSheet(), CreatedAt, ChangedAt);

    private DraftSheet ToSheet() => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        Version = Version,
        State = Enum.Parse<DraftState>(State),
        AttachmentsReason = AttachmentsReason,
        CashReason = CashReason,
        Makers = Makers.Split(' '),
        Note = Note,
        VoucherId = VoucherId.Length > 0 ? Guid.ParseExact(VoucherId, "D") : null,
        Template = Template,
        TemplateMonth = TemplateMonth,
        Content = new Draft
        {
            Word = Word,
            Date = Day.Read(AccountingDate),
            Summary = Summary,
            Attachments = (int)Attachments,
            Files = Files.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            PreparedBy = PreparedBy,
            CheckedBy = CheckedBy,
            Cashier = Cashier,
            Corrects = Corrects.Length > 0 ? Guid.ParseExact(Corrects, "D") : null,
            Postings = DraftLines.Read(Lines),
        },
    };
}

/// <summary>A draft with its place in the list and its times.</summary>
internal sealed record StoredDraft(long Seq, DraftSheet Sheet, long CreatedAt, long ChangedAt);

/// <summary>The lines of a draft or template as one JSON text: nobody searches them before they are posted.</summary>
internal static class DraftLines
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<Posting> postings) =>
        JsonSerializer.Serialize(postings.Select(Line.Of).ToArray(), Compact);

    public static IReadOnlyList<Posting> Read(string json) =>
        [.. JsonSerializer.Deserialize<Line[]>(json, Compact)!.Select(line => line.ToPosting())];

    private sealed record Line
    {
        public string Account { get; init; } = "";

        public string? Counterparty { get; init; }

        public string? CounterpartyName { get; init; }

        public string? Project { get; init; }

        public string? Stock { get; init; }

        public long Quantity { get; init; }

        public long Debit { get; init; }

        public long Credit { get; init; }

        public static Line Of(Posting posting) => new()
        {
            Account = posting.Account,
            Counterparty = OrNull(posting.Counterparty),
            CounterpartyName = OrNull(posting.CounterpartyName),
            Project = OrNull(posting.Project),
            Stock = OrNull(posting.Stock),
            Quantity = posting.Quantity.Thousandths,
            Debit = posting.Debit.Fen,
            Credit = posting.Credit.Fen,
        };

        public Posting ToPosting() => new()
        {
            Account = Account,
            Counterparty = Counterparty ?? "",
            CounterpartyName = CounterpartyName ?? "",
            Project = Project ?? "",
            Stock = Stock ?? "",
            Quantity = Region.Kernel.Quantity.FromThousandths(Quantity),
            Debit = new Money(Debit),
            Credit = new Money(Credit),
        };

        private static string? OrNull(string text) => text.Length > 0 ? text : null;
    }
}

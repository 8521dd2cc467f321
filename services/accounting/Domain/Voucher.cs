namespace Region.Accounting.Domain;

/// <summary>What a voucher says, before it has a place in a book.</summary>
internal sealed record Draft
{
    /// <summary>凭证字: 记, 收, 付 or 转; 期初 for the opening balances.</summary>
    public required string Word { get; init; }

    public VoucherKind Kind { get; init; }

    public required DateOnly Date { get; init; }

    public required string Summary { get; init; }

    public int Attachments { get; init; }

    /// <summary>SHA-256 of each attached file, lower-case hex, in the order of the attachments.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>制单: a login, or 自动.</summary>
    public required string PreparedBy { get; init; }

    /// <summary>审核 before posting: another login; empty where the review follows, as with automatic vouchers.</summary>
    public string CheckedBy { get; init; } = "";

    /// <summary>出纳: who signed for cash or bank; empty where none moved, or where no person made the voucher.</summary>
    public string Cashier { get; init; } = "";

    /// <summary>记账: a login, or 自动.</summary>
    public string PostedBy { get; init; } = "";

    public Origin Origin { get; init; } = Origin.None;

    /// <summary>The voucher that this red one cancels.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>The voucher that this blue one corrects (订正); null on all others.</summary>
    public Guid? Corrects { get; init; }

    public required IReadOnlyList<Posting> Postings { get; init; }
}

/// <summary>What a voucher is for, where a book or a statement treats it apart.</summary>
internal enum VoucherKind
{
    Ordinary = 0,

    /// <summary>期初余额.</summary>
    Opening = 1,

    /// <summary>年终结转: kept out of the year's income and expenses in the statements.</summary>
    YearEnd = 2,

    /// <summary>暂估入库: reversed in the next month.</summary>
    Estimate = 3,

    /// <summary>计提折旧.</summary>
    Depreciation = 4,
}

/// <summary>
/// Where an automatic voucher comes from. A red voucher keeps the event of the voucher that it cancels.
/// </summary>
internal sealed record Origin
{
    public static Origin None { get; } = new();

    public string EventId { get; init; } = "";

    public string Topic { get; init; } = "";

    /// <summary>The posting rule; empty for vouchers that no rule made.</summary>
    public string Rule { get; init; } = "";

    public int RuleVersion { get; init; }

    /// <summary>The document behind it, such as 采购批次 P1 结算.</summary>
    public string Document { get; init; } = "";

    /// <summary>The book that holds the other side of the same event; empty where there is none.</summary>
    public string MirrorBook { get; init; } = "";
}

/// <summary>A voucher (凭证) that stands in a book and never changes.</summary>
internal sealed record Voucher
{
    public required Guid Id { get; init; }

    /// <summary>Its place in the book's chain, counted from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gap-free within word and month.</summary>
    public required int Number { get; init; }

    public required Draft Content { get; init; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public required long RecordedAt { get; init; }

    /// <summary>Which fields the hash covers; see <see cref="CanonicalBytes"/>.</summary>
    public int Layout { get; init; } = CanonicalBytes.NewestLayout;

    /// <summary>SHA-256 over the canonical bytes, which hold the predecessor's hash; lower-case hex.</summary>
    public required string Hash { get; init; }
}

/// <summary>The words of vouchers and the author of those that no person made.</summary>
internal static class Words
{
    public const string General = "记";

    /// <summary>收: cash or bank comes in.</summary>
    public const string Receipt = "收";

    /// <summary>付: cash or bank goes out.</summary>
    public const string Payment = "付";

    /// <summary>转: neither cash nor bank moves.</summary>
    public const string Transfer = "转";

    public const string Opening = "期初";

    public const string Automatic = "自动";
}

namespace Region.Verifier.Packages;

/// <summary>A voucher as a package claims it; every field but the hash is under the hash.</summary>
internal sealed record PackedVoucher
{
    public required int Layout { get; init; }

    public required long Sequence { get; init; }

    public required string Id { get; init; }

    public required string Word { get; init; }

    public required long Number { get; init; }

    /// <summary>YYYY-MM-DD.</summary>
    public required string Date { get; init; }

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

    /// <summary>Unix milliseconds, UTC.</summary>
    public required long RecordedAt { get; init; }

    public required string Kind { get; init; }

    public required string CheckedBy { get; init; }

    public required string Cashier { get; init; }

    public required string PostedBy { get; init; }

    public required string Corrects { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required IReadOnlyList<PackedPosting> Postings { get; init; }

    public required string Hash { get; init; }

    /// <summary>Whether it holds opening balances, whatever its date; layout 1 knew them by their word alone.</summary>
    public bool IsOpening => string.Equals(Kind, "Opening", StringComparison.Ordinal)
        || string.Equals(Word, "期初", StringComparison.Ordinal);

    public bool IsYearEnd => string.Equals(Kind, "YearEnd", StringComparison.Ordinal);

    /// <summary>YYYY-MM, or as much of it as the date has.</summary>
    public string Month => Date.Length >= 7 ? Date[..7] : Date;

    /// <summary>As people name it: 2026-03-27 记-5号.</summary>
    public string Title => FormattableString.Invariant($"{Date} {Word}-{Number}号（顺序号 {Sequence}）");
}

/// <summary>One line of a voucher; amounts in fen, the quantity in thousandths.</summary>
internal sealed record PackedPosting
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    public required string CounterpartyName { get; init; }

    public required string Project { get; init; }

    public required string Stock { get; init; }

    public required long Quantity { get; init; }

    public required long Debit { get; init; }

    public required long Credit { get; init; }

    public required long RuleLine { get; init; }
}

namespace Region.Verifier.Packages;

/// <summary>What a package says about itself.</summary>
internal sealed record Manifest
{
    public required string Format { get; init; }

    public required string Book { get; init; }

    public required string Name { get; init; }

    public required string Regime { get; init; }

    public required int Year { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string MadeAt { get; init; }

    /// <summary>The sequence of the first voucher in the package; 1 where the book begins in this year.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>The hash before the first voucher: of its predecessor, or the start of the chain.</summary>
    public required string PredecessorHash { get; init; }

    public required long LastSequence { get; init; }

    public required string Head { get; init; }

    /// <summary>The chain's ends as they were published at each closing.</summary>
    public required IReadOnlyList<PublishedHead> Published { get; init; }

    /// <summary>SHA-256 of every other file, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <summary>The end of the chain as it was published before.</summary>
/// <param name="Month">The month that was closed.</param>
/// <param name="Vouchers">How many vouchers the book had then.</param>
/// <param name="Head">The hash of the newest, lower-case hex.</param>
internal sealed record PublishedHead(string Month, long Vouchers, string Head);

/// <summary>One file that is attached to a voucher; the file itself stays in the book.</summary>
internal sealed record PackedAttachment
{
    /// <summary>The voucher's place in the chain.</summary>
    public required long Sequence { get; init; }

    /// <summary>The file's place on the voucher, from 1.</summary>
    public required long Place { get; init; }

    /// <summary>SHA-256 of its content, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }
}

/// <summary>One row of the year's balances: what an account detail held, moved and holds.</summary>
internal sealed record PackedBalance
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    public required string Project { get; init; }

    public required string Stock { get; init; }

    /// <summary>Fen, signed to debit.</summary>
    public required long Opening { get; init; }

    public required long Debit { get; init; }

    public required long Credit { get; init; }

    public required long Closing { get; init; }

    /// <summary>Thousandths of the stock item's unit.</summary>
    public required long OpeningQuantity { get; init; }

    public required long DebitQuantity { get; init; }

    public required long CreditQuantity { get; init; }

    public required long ClosingQuantity { get; init; }
}

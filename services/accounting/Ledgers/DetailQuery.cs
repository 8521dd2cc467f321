namespace Region.Accounting.Ledgers;

/// <summary>Which lines of which account, with its sub-accounts.</summary>
internal sealed record DetailQuery
{
    /// <summary>Asks for the lines that name no item of a kind, as a row of a table without one has them.</summary>
    public const string NoItem = "-";

    public required string Account { get; init; }

    /// <summary>Auxiliary items; empty for all.</summary>
    public string Counterparty { get; init; } = "";

    public string Project { get; init; } = "";

    public string Stock { get; init; } = "";

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Unix milliseconds: only vouchers recorded until then; null for all.</summary>
    public long? KnownAt { get; init; }
}

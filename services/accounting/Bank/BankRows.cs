using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;

namespace Region.Accounting.Bank;

/// <summary>One import of a statement.</summary>
internal sealed record BankImportRow
{
    public required string ImportId { get; init; }

    public required string Account { get; init; }

    public required long Outstanding { get; init; }

    public required long Lines { get; init; }

    public required long Known { get; init; }

    /// <summary>Of the file that was imported, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required string Login { get; init; }

    public required long ImportedAt { get; init; }
}

/// <summary>A row of a statement as its table holds it.</summary>
internal sealed record BankLineRow
{
    public long Seq { get; init; }

    public required string LineId { get; init; }

    public required string Account { get; init; }

    public required string LineDate { get; init; }

    public required string Summary { get; init; }

    public required string CounterpartyName { get; init; }

    public required string Reference { get; init; }

    public required long Amount { get; init; }

    public required long Balance { get; init; }

    /// <summary>Read only: null while it is not matched.</summary>
    public string? MatchId { get; init; }

    public StatementRow ToRow() => new()
    {
        Number = 0,
        Date = Day.Read(LineDate),
        Summary = Summary,
        Counterparty = CounterpartyName,
        Reference = Reference,
        Amount = new Money(Amount),
        Balance = new Money(Balance),
    };

    public OpenLine ToOpen() => new()
    {
        Id = LineId,
        Date = Day.Read(LineDate),
        Amount = new Money(Amount),
        Reference = Reference,
        Counterparty = CounterpartyName,
    };
}

/// <summary>A line of a voucher on a bank account.</summary>
internal sealed record BankEntryRow
{
    public required string VoucherId { get; init; }

    public required long VoucherLine { get; init; }

    public required string AccountingDate { get; init; }

    public required string Word { get; init; }

    public required long Number { get; init; }

    public required string Summary { get; init; }

    public required string Document { get; init; }

    /// <summary>The names on the other lines, to look for the bank's counterparty in.</summary>
    public string? Names { get; init; }

    public required string Reverses { get; init; }

    public required long Amount { get; init; }

    /// <summary>Read only: null while it is not matched.</summary>
    public string? MatchId { get; init; }

    /// <summary>As people name it.</summary>
    public string Name
    {
        get
        {
            var day = Day.Read(AccountingDate);
            return FormattableString.Invariant($"{day.Year}年{day.Month}月{day.Day}日{Word}-{Number}号");
        }
    }

    public OpenEntry ToOpen() => new()
    {
        VoucherId = VoucherId,
        Line = (int)VoucherLine,
        Date = Day.Read(AccountingDate),
        Amount = new Money(Amount),
        Reverses = Reverses,
        Text = $"{Summary} {Document} {Names}",
    };
}

/// <summary>A match of rows and entries.</summary>
internal sealed record BankMatchRow
{
    public required string MatchId { get; init; }

    public required string Account { get; init; }

    /// <summary>The newest day of all parts.</summary>
    public required string LastDate { get; init; }

    public required long ClearsStart { get; init; }

    public required long Automatic { get; init; }

    public required string Reason { get; init; }

    public required string Login { get; init; }

    public required long MatchedAt { get; init; }
}

/// <summary>Which rows to list.</summary>
internal sealed record BankPage(string Account, string Month, bool UnmatchedOnly, long After, int Most);

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>One line (分录) of a voucher: an amount on one side of an account.</summary>
internal sealed record Posting
{
    public required string Account { get; init; }

    /// <summary>The counterparty's code; empty where the account keeps none.</summary>
    public string Counterparty { get; init; } = "";

    public string CounterpartyName { get; init; } = "";

    /// <summary>The project's code; empty where the line belongs to none.</summary>
    public string Project { get; init; } = "";

    /// <summary>The stock item's code; empty where the line moves no goods.</summary>
    public string Stock { get; init; } = "";

    /// <summary>In the stock item's unit, with the sign of the amount; zero without a stock item.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>One of debit and credit is zero; the other is negative on red vouchers.</summary>
    public Money Debit { get; init; }

    public Money Credit { get; init; }

    /// <summary>The line of the posting rule, counted from 1; 0 where no rule made it.</summary>
    public int RuleLine { get; init; }

    /// <summary>The amount on whichever side it stands.</summary>
    public Money Amount => Debit + Credit;

    /// <summary>The same line with the opposite amount on the same side (红字).</summary>
    public Posting Negated() => this with
    {
        Quantity = Quantity.FromThousandths(-Quantity.Thousandths),
        Debit = -Debit,
        Credit = -Credit,
        RuleLine = 0,
    };
}

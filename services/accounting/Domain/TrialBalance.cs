using System.Runtime.InteropServices;
using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What an account and counterparty held and moved in a span of months.</summary>
internal sealed record BalanceLine
{
    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    /// <summary>Signed to debit: positive is debit, negative is credit.</summary>
    public required Money Opening { get; init; }

    public required Money Debit { get; init; }

    public required Money Credit { get; init; }

    public Money Closing => Opening + Debit - Credit;

    /// <summary>Whether there is anything to show: an account with a balance stays, even without a movement.</summary>
    public bool IsEmpty => Opening.Fen is 0 && Debit.Fen is 0 && Credit.Fen is 0;
}

/// <summary>The balances that a book keeps up with every voucher: account, counterparty, month.</summary>
/// <param name="Account">The account's code.</param>
/// <param name="Counterparty">The counterparty's code, or empty.</param>
/// <param name="Month">YYYY-MM, or empty for the opening balances, which are no movement of a month.</param>
internal readonly record struct BalanceKey(string Account, string Counterparty, string Month)
{
    /// <summary>Where a posting of a voucher counts.</summary>
    public static BalanceKey Of(Draft content, Posting posting) => new(
        posting.Account,
        posting.Counterparty,
        content.Word is Words.Opening ? "" : BusinessDate.WriteMonth(content.Date));
}

/// <summary>Debit and credit of one <see cref="BalanceKey"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Turnover(Money Debit, Money Credit)
{
    public static Turnover operator +(Turnover left, Turnover right) =>
        new(left.Debit + right.Debit, left.Credit + right.Credit);

    /// <summary>What a voucher moves, one entry for each key.</summary>
    public static IReadOnlyDictionary<BalanceKey, Turnover> Of(Draft content)
    {
        var moved = new Dictionary<BalanceKey, Turnover>();
        foreach (var posting in content.Postings)
        {
            var key = BalanceKey.Of(content, posting);
            moved[key] = moved.GetValueOrDefault(key) + new Turnover(posting.Debit, posting.Credit);
        }

        return moved;
    }
}

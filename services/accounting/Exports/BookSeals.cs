using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Region.Accounting.Books;
using Region.Accounting.Vouchers;
using Region.Platform.Storage;

namespace Region.Accounting.Exports;

/// <summary>What identifies a book's whole content: two books with equal seals hold the same vouchers.</summary>
public sealed record BookSeal
{
    /// <summary>The number of vouchers.</summary>
    public required long Vouchers { get; init; }

    /// <summary>The head of the hash chain.</summary>
    public required string Head { get; init; }

    /// <summary>SHA-256 of the trial balance, in lower-case hex; no schema step changes it.</summary>
    public required string Balances { get; init; }

    /// <summary>The sum of all debits, in fen.</summary>
    public required long DebitFen { get; init; }

    /// <summary>The sum of all credits, in fen.</summary>
    public required long CreditFen { get; init; }
}

/// <summary>Seals books for a backup; like the export it asks nobody for leave.</summary>
public static class BookSeals
{
    /// <summary>The codes of all books that this database of the service registers.</summary>
    public static Task<IReadOnlyList<string>> CodesAsync(Session register, CancellationToken cancellationToken) =>
        BooksStore.CodesAsync(register, cancellationToken);

    /// <summary>Seals a book from what it keeps up: the end of its chain and its balances.</summary>
    public static async Task<BookSeal> ReadAsync(Session book, CancellationToken cancellationToken)
    {
        var state = await VouchersStore.StateAsync(book, cancellationToken);
        var balances = await BalancesStore.AllAsync(book, cancellationToken);
        var lines =
            from pair in balances
            group pair.Value by (pair.Key.Account, pair.Key.Counterparty) into line
            select Line(
                line.Key.Account,
                line.Key.Counterparty,
                line.Sum(turnover => turnover.Debit.Fen),
                line.Sum(turnover => turnover.Credit.Fen));
        var text = string.Concat(lines.Order(StringComparer.Ordinal));
        return new BookSeal
        {
            Vouchers = state.Chain.Count,
            Head = state.Chain.Head,
            Balances = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            DebitFen = balances.Values.Sum(turnover => turnover.Debit.Fen),
            CreditFen = balances.Values.Sum(turnover => turnover.Credit.Fen),
        };
    }

    private static string Line(string account, string counterparty, long debit, long credit) => string.Create(
        CultureInfo.InvariantCulture, $"{account}|{counterparty}|{debit}|{credit}\n");
}

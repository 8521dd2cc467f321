using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Bank;

/// <summary>
/// Computes 银行存款余额调节表 of one account at the end of a month. The account's first statement begins with the first day
/// of its oldest row's month; entries before it are looked at only where a row of the statement was matched with one.
/// </summary>
internal static class Reconcile
{
    /// <summary>The reconciliation, or null where no statement of the account was imported.</summary>
    public static async Task<AccountReconciliation?> FindAsync(
        Session session,
        string account,
        DateOnly month,
        CancellationToken cancellationToken)
    {
        if (await BankStore.EdgeAsync(session, account, "", newest: false, cancellationToken) is not { } first)
            return null;

        var end = BusinessDate.Write(Months.LastDay(month));
        var start = BusinessDate.Write(Months.FirstDay(Day.Read(first.LineDate)));
        var last = await BankStore.EdgeAsync(session, account, end, newest: true, cancellationToken);
        var lines = await MatchesStore.OpenLinesAsync(session, account, end, cancellationToken);
        var entries = await MatchesStore.OpenEntriesAsync(session, account, start, end, cancellationToken);
        var outstanding = await BankStore.OutstandingAsync(session, account, cancellationToken);
        var cleared = await MatchesStore.ClearedAsync(session, account, start, end, cancellationToken);
        var book = await MatchesStore.BookBalanceAsync(
            session, account, BusinessDate.WriteMonth(month), cancellationToken);
        var table = new Reconciliation
        {
            Book = new Money(book),
            Bank = new Money(last?.Balance ?? first.Balance - first.Amount),
            BankOnly = Money.Sum(lines.Select(line => new Money(line.Amount))),
            BookOnly = Money.Sum(entries.Select(entry => new Money(entry.Amount))),
            Outstanding = new Money(outstanding - cleared),
        };
        return new AccountReconciliation(account, table, lines, entries) { StatementTo = last?.LineDate ?? "" };
    }

    /// <summary>
    /// What the closing of a month has to know of every bank account: a difference, a statement that ends before the
    /// month although one was imported before, and an account that moves and has none.
    /// </summary>
    public static async Task<IReadOnlyList<Found>> CheckAsync(
        Session session,
        Chart chart,
        DateOnly month,
        IReadOnlyList<HeldBalance> held,
        CancellationToken cancellationToken)
    {
        var unreconciled = new List<CheckPlace>();
        var missing = new List<CheckPlace>();
        foreach (var account in BankAccounts.Of(chart))
        {
            var name = $"{account.Code} {account.Name}";
            if (await FindAsync(session, account.Code, month, cancellationToken) is not { } found)
            {
                if (held.Any(one => string.Equals(one.Account, account.Code, StringComparison.Ordinal)))
                    missing.Add(new CheckPlace { Account = account.Code, Note = name });

                continue;
            }

            if (found.Table.Difference.Fen is not 0)
                unreconciled.Add(Place(account.Code, $"{name} 调节后相差 {found.Table.Difference}"));

            // A month without any movement on either side needs no statement of its own.
            var moves = held.Any(one => string.Equals(one.Account, account.Code, StringComparison.Ordinal)
                && string.CompareOrdinal(one.LastMonth, BusinessDate.WriteMonth(month)) >= 0);
            if (moves && string.CompareOrdinal(found.StatementTo, BusinessDate.Write(Months.FirstDay(month))) < 0)
                unreconciled.Add(Place(account.Code, $"{name} 本月没有对账单"));
        }

        return
        [
            new Found(CheckKind.BankUnreconciled, unreconciled),
            new Found(CheckKind.BankStatementMissing, missing),
        ];
    }

    private static CheckPlace Place(string account, string note) => new() { Account = account, Note = note };
}

/// <summary>The reconciliation of one account, with what is open on both sides.</summary>
internal sealed record AccountReconciliation(
    string Account,
    Reconciliation Table,
    IReadOnlyList<BankLineRow> Lines,
    IReadOnlyList<BankEntryRow> Entries)
{
    /// <summary>The day of the newest row; empty where all rows are later.</summary>
    public required string StatementTo { get; init; }
}

/// <summary>Which accounts have a statement.</summary>
internal static class BankAccounts
{
    public static IEnumerable<Account> Of(Chart chart) =>
        chart.Accounts.Where(account => account.Cash is CashKind.Bank && chart.IsLeaf(account.Code));

    /// <summary>
    /// The code of the account where it is a leaf that the bank keeps. Most books have one, so that it need not be
    /// named.
    /// </summary>
    public static Decision<string, Refusal> Choose(Chart chart, string code)
    {
        var chosen = Of(chart).FirstOrDefault(account =>
            code.Length is 0 || string.Equals(account.Code, code, StringComparison.Ordinal));
        return chosen is null ? Refusal.BankAccountInvalid.On("bank_account", code) : chosen.Code;
    }
}

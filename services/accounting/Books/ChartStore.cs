using System.Runtime.CompilerServices;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>The chart of accounts of a book, and the start of its chain.</summary>
internal static class ChartStore
{
    // Goes with its book when that is closed.
    private static readonly ConditionalWeakTable<Database, Remembered> Known = [];

    /// <summary>
    /// The chart as this transaction sees it, read only where it changed since it was last read: for transactions that
    /// do not change it themselves, since what they would leave here might be rolled back.
    /// </summary>
    public static async Task<Chart> KnownAsync(Database book, Session session, CancellationToken cancellationToken)
    {
        var stamp = await session.ScalarAsync<long>("SELECT changes FROM chart_stamp", null, cancellationToken);
        if (Known.TryGetValue(book, out var known) && known.Stamp == stamp)
            return known.Chart;

        var chart = await LoadAsync(session, cancellationToken);
        Known.AddOrUpdate(book, new Remembered(stamp, chart));
        return chart;
    }

    public static async Task<Chart> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<AccountRow>(
            """
            SELECT code, name, account_class, side, counterparty, project, stock, cash, closed_on FROM accounts
            """,
            null,
            cancellationToken);
        return new Chart(rows.Select(row => row.ToAccount()));
    }

    /// <summary>Names of counterparties by code.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> CounterpartiesAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<(string Code, string Name)>(
            "SELECT code, name FROM counterparties", null, cancellationToken);
        return rows.ToDictionary(row => row.Code, row => row.Name, StringComparer.Ordinal);
    }

    /// <summary>Writes the accounts and the start of the chain where they are missing; may be repeated.</summary>
    public static async Task SeedAsync(
        UnitOfWork work,
        ChartEdition chart,
        Chain start,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO accounts (code, name, account_class, side, counterparty, project, stock, cash, closed_on)
            VALUES (@Code, @Name, @AccountClass, @Side, @Counterparty, @Project, @Stock, @Cash, @ClosedOn)
            ON CONFLICT DO NOTHING
            """,
            chart.Accounts.Select(AccountRow.Of).ToArray(),
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO chain (one, vouchers, head)
            SELECT 1, 0, @Head WHERE NOT EXISTS (SELECT 1 FROM chain)
            """,
            new { start.Head },
            cancellationToken);
    }

    private sealed record Remembered(long Stamp, Chart Chart);

    private sealed record AccountRow
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string AccountClass { get; init; }

        public required string Side { get; init; }

        public required string Counterparty { get; init; }

        public required string Project { get; init; }

        public required string Stock { get; init; }

        public required string Cash { get; init; }

        public required string ClosedOn { get; init; }

        public static AccountRow Of(Account account) => new()
        {
            Code = account.Code,
            Name = account.Name,
            AccountClass = account.Class.ToString(),
            Side = account.Side.ToString(),
            Counterparty = account.Counterparty.ToString(),
            Project = account.Project.ToString(),
            Stock = account.Stock.ToString(),
            Cash = account.Cash.ToString(),
            ClosedOn = account.ClosedOn is { } closed ? BusinessDate.Write(closed) : "",
        };

        public Account ToAccount() => new()
        {
            Code = Code,
            Name = Name,
            Class = Enum.Parse<AccountClass>(AccountClass),
            Side = Enum.Parse<Side>(Side),
            Counterparty = Enum.Parse<AuxiliaryUse>(Counterparty),
            Project = Enum.Parse<AuxiliaryUse>(Project),
            Stock = Enum.Parse<AuxiliaryUse>(Stock),
            Cash = Enum.Parse<CashKind>(Cash),
            ClosedOn = BusinessDate.TryRead(ClosedOn, out var closed) ? closed : null,
        };
    }
}

using System.Runtime.CompilerServices;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Books;

/// <summary>The chart of accounts of a book, and the start of its chain.</summary>
internal static class ChartStore
{
    private const string Insert =
        """
        INSERT INTO accounts (code, name, account_class, side, counterparty, project, stock, cash, closed_on, opened_on,
          own, takes_automatic)
        VALUES (@Code, @Name, @AccountClass, @Side, @Counterparty, @Project, @Stock, @Cash, @ClosedOn, @OpenedOn,
          @Own, @TakesAutomatic)
        """;

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
            SELECT code, name, account_class, side, counterparty, project, stock, cash, closed_on, opened_on, own,
              takes_automatic
            FROM accounts
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
            $"{Insert} ON CONFLICT DO NOTHING", chart.Accounts.Select(AccountRow.Of).ToArray(), cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO chart_versions (version, holds_from, adopted_by, adopted_at)
            SELECT @Version, '', '', 0 WHERE NOT EXISTS (SELECT 1 FROM chart_versions)
            """,
            new { Version = (long)chart.Version },
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO chain (one, vouchers, head)
            SELECT 1, 0, @Head WHERE NOT EXISTS (SELECT 1 FROM chain)
            """,
            new { start.Head },
            cancellationToken);
    }

    /// <summary>Adds accounts to a chart.</summary>
    public static Task AddAsync(
        UnitOfWork work,
        IEnumerable<Account> accounts,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(Insert, accounts.Select(AccountRow.Of).ToArray(), cancellationToken);

    /// <summary>Writes what may change of accounts: name, last day, and what takes automatic postings.</summary>
    public static Task UpdateAsync(
        UnitOfWork work,
        IEnumerable<Account> accounts,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE accounts SET name = @Name, closed_on = @ClosedOn, takes_automatic = @TakesAutomatic
            WHERE code = @Code
            """,
            accounts.Select(AccountRow.Of).ToArray(),
            cancellationToken);

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

        public required string OpenedOn { get; init; }

        public required long Own { get; init; }

        public required long TakesAutomatic { get; init; }

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
            OpenedOn = account.OpenedOn is { } opened ? BusinessDate.Write(opened) : "",
            Own = account.Own ? 1 : 0,
            TakesAutomatic = account.TakesAutomatic ? 1 : 0,
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
            OpenedOn = BusinessDate.TryRead(OpenedOn, out var opened) ? opened : null,
            Own = Own is 1,
            TakesAutomatic = TakesAutomatic is 1,
        };
    }
}

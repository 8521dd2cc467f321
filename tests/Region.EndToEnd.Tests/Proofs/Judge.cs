using System.Globalization;
using System.Text.Json.Nodes;
using Region.Testing;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// Says whether a round ended as its inputs demand: the vouchers of its month and all balances equal to the
/// expectation, every acknowledged command answered the same when it is repeated, and CONS. It remembers the balances
/// of earlier rounds of the same cluster.
/// </summary>
internal sealed class Judge(Cluster cluster)
{
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private readonly Dictionary<(string Book, string Account, string Counterparty), long> _balances = [];

    /// <summary>How long quiescence may take.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether nothing may be left to deliver after a round; not so where parts go on dying.</summary>
    internal bool Drains { get; init; } = true;

    /// <summary>Waits for quiescence and answers everything that is wrong.</summary>
    internal async Task<IReadOnlyList<string>> JudgeAsync(
        RoundPlan plan,
        IReadOnlyCollection<ExpectedVoucher> expected,
        Office office,
        CancellationToken cancellationToken)
    {
        string[] books = [.. plan.Asks.Select(ask => ask.Village), plan.Company];
        await Eventually.HoldsAsync(
            async () => await CountAsync(plan, books, office, cancellationToken) >= expected.Count,
            Patience,
            $"{expected.Count} vouchers stand in {string.Join(", ", books)}",
            cancellationToken);
        office.Journal.Note("all vouchers are in");
        if (cluster.Chaos is { } chaos)
            await chaos.QuietAsync(cancellationToken);

        if (Drains)
            await DeliveredAsync(cancellationToken);

        List<string> wrong =
        [
            .. await VouchersAsync(plan, books, expected, office, cancellationToken),
            .. await BalancesAsync(books, expected, office, cancellationToken),
            .. await ReplaysAsync(office, cancellationToken),
        ];
        office.Journal.Note("vouchers, balances and answers are compared");
        wrong.AddRange(await ConsAsync(cancellationToken));
        office.Journal.Note("CONS is checked");
        return wrong;
    }

    /// <summary>Takes note that these vouchers were cancelled by red ones.</summary>
    internal void Reversed(IEnumerable<ExpectedVoucher> vouchers) => Add(vouchers, -1);

    /// <summary>Takes note of vouchers outside of the round's month.</summary>
    internal void Posted(params IEnumerable<ExpectedVoucher> vouchers) => Add(vouchers, 1);

    /// <summary>The violations of the conservation oracle.</summary>
    internal async Task<IReadOnlyList<string>> ConsAsync(CancellationToken cancellationToken) =>
    [
        .. (await cluster.VerifyAsync(cancellationToken)).SelectMany(finding =>
            finding.Violations.Select(violation => $"CONS {finding.Rule} {finding.Title}: {violation}")),
    ];

    /// <summary>Repeats every acknowledged command with its key.</summary>
    internal static async Task<IReadOnlyList<string>> ReplaysAsync(Office office, CancellationToken cancellationToken)
    {
        var wrong = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(office.Journal.Acknowledged, AtOnce, async (done, _) =>
        {
            var again = await office.UntilAnsweredAsync(done.Command, cancellationToken);
            if (again.Text != done.Answer)
                wrong.Enqueue($"{done.Command.Key} was answered {done.Answer} and then {again}");
        });
        return [.. wrong];
    }

    /// <summary>
    /// Nothing is under way any more. A message that a service can never take would come again and again, without
    /// any other trace.
    /// </summary>
    internal async Task DeliveredAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> left = [];
        try
        {
            await Eventually.HoldsAsync(
                () => Task.FromResult((left = cluster.Undelivered()).Count is 0),
                Patience,
                "everything is delivered",
                cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{string.Join('\n', left)}", error);
        }
    }

    private static async Task<int> CountAsync(
        RoundPlan plan,
        string[] books,
        Office office,
        CancellationToken cancellationToken)
    {
        var all = await Task.WhenAll(books.Select(book => ListAsync(plan, book, office, cancellationToken)));
        return all.Sum(vouchers => vouchers.Count);
    }

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(
        RoundPlan plan,
        string book,
        Office office,
        CancellationToken cancellationToken)
    {
        var path = $"v1/books/{book}/vouchers?month={plan.MonthText}&pageSize=200";
        var answer = await office.GetAsync(County.KeeperOf(book), path, cancellationToken);
        return [.. answer["vouchers"]!.AsArray().Select(voucher => voucher!)];
    }

    private static async Task<IEnumerable<string>> VouchersAsync(
        RoundPlan plan,
        string[] books,
        IReadOnlyCollection<ExpectedVoucher> expected,
        Office office,
        CancellationToken cancellationToken)
    {
        var found = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var events = new System.Collections.Concurrent.ConcurrentQueue<string>();
        foreach (var book in books)
        {
            await Parallel.ForEachAsync(
                await ListAsync(plan, book, office, cancellationToken),
                AtOnce,
                async (voucher, _) =>
                {
                    var id = voucher["voucherId"]!.GetValue<string>();
                    var path = $"v1/books/{book}/vouchers/{id}/explanation";
                    var why = await office.GetAsync(County.KeeperOf(book), path, cancellationToken);
                    found.Enqueue(ToExpected(book, voucher, why).Canonical);
                    events.Enqueue($"{book} {why["eventId"]!.GetValue<string>()}");
                });
        }

        return Compare(expected.Select(voucher => voucher.Canonical), found)
            .Concat(events.GroupBy(effect => effect).Where(effect => effect.Count() > 1)
                .Select(effect => $"The event has {effect.Count()} effects: {effect.Key}"));
    }

    private static ExpectedVoucher ToExpected(string book, JsonNode voucher, JsonNode why) => new(
        book,
        voucher["accountingDate"]!.GetValue<string>(),
        $"{why["rule"]!.GetValue<string>()} {why["ruleVersion"]!.GetValue<int>()}")
    {
        Moves =
        [
            .. voucher["postings"]!.AsArray().Select(line => new Move(
                line!["account"]!.GetValue<string>(),
                line["counterparty"]!.GetValue<string>(),
                Fen(line, "debitFen") - Fen(line, "creditFen"))),
        ],
    };

    private async Task<IEnumerable<string>> BalancesAsync(
        string[] books,
        IReadOnlyCollection<ExpectedVoucher> expected,
        Office office,
        CancellationToken cancellationToken)
    {
        Add(expected, 1);
        var found = new List<string>();
        foreach (var book in books)
        {
            var path = $"v1/books/{book}/trial-balance";
            var balance = await office.GetAsync(County.KeeperOf(book), path, cancellationToken);
            found.AddRange(balance["lines"]!.AsArray().Where(line => Fen(line!, "closingFen") is not 0).Select(line =>
                $"{book} {line!["account"]} {line["counterparty"]} {Fen(line, "closingFen")}"));
        }

        var wanted = _balances.Where(pair => pair.Value is not 0 && books.Contains(pair.Key.Book))
            .Select(pair => $"{pair.Key.Book} {pair.Key.Account} {pair.Key.Counterparty} {pair.Value}");
        return Compare(wanted, found);
    }

    private void Add(IEnumerable<ExpectedVoucher> vouchers, int sign)
    {
        foreach (var (voucher, move) in vouchers.SelectMany(voucher => voucher.Moves.Select(move => (voucher, move))))
        {
            var key = (voucher.Book, move.Account, move.Counterparty);
            _balances[key] = _balances.GetValueOrDefault(key) + (sign * move.Fen);
        }
    }

    private static long Fen(JsonNode node, string field) =>
        long.Parse(node[field]!.GetValue<string>(), CultureInfo.InvariantCulture);

    /// <summary>Two multisets.</summary>
    private static IEnumerable<string> Compare(IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in wanted)
            counts[line] = counts.GetValueOrDefault(line) + 1;

        foreach (var line in found)
            counts[line] = counts.GetValueOrDefault(line) - 1;

        return counts.Where(pair => pair.Value is not 0).Order()
            .Select(pair => $"{(pair.Value > 0 ? "missing" : "too much")}: {pair.Key}");
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Region.Benchmarks.Ledgers;
using Region.Benchmarks.Posting;
using Region.Benchmarks.Rounds;
using Region.Contracts.Access.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Sessions;
using Region.Platform.Storage;
using Region.Testing;

namespace Region.Benchmarks.Pages;

/// <summary>
/// A county with a year in its books, two months of them closed and published in the first region, three rounds there,
/// and people who have logged in.
/// </summary>
internal sealed class PagesCounty
{
    private const int Desks = 12;
    private const int MostCrowd = 200;
    private const int Filling = 2;

    private readonly RunningCounty _running;
    private readonly SyntheticRegion _county;
    private readonly string[] _first;

    private PagesCounty(RunningCounty running, SyntheticRegion county)
    {
        _running = running;
        _county = county;
        _first = [.. county.VillagesByRegion.First()];
        Accountants = [.. _first.Take(Desks).Select(Accountant)];
        Crowd = [.. county.Villages.Skip(_first.Length).Take(MostCrowd).Select(Accountant)];
    }

    internal IReadOnlyList<SeatedPerson> Accountants { get; private set; }

    /// <summary>Accountants of as many villages, who all click at once.</summary>
    internal IReadOnlyList<SeatedPerson> Crowd { get; private set; }

    internal SeatedPerson Secretary { get; private set; } = new("r01.s", Role.Secretary, "R01");

    internal SeatedPerson Manager { get; private set; } = new("r01.m", Role.Manager, "R01");

    internal SeatedPerson Office { get; private set; } = new("county.o", Role.CountyOffice, "COUNTY");

    /// <summary>Villages with sheets of January.</summary>
    internal IReadOnlyList<string> Disclosing => _first;

    /// <summary>One voucher of each of the first region's books.</summary>
    internal Dictionary<string, string> Vouchers { get; } = new(StringComparer.Ordinal);

    internal string Settled { get; private set; } = "";

    internal string Running { get; private set; } = "";

    /// <summary>Makes the county in a folder, with so many lines in all its books.</summary>
    internal static async Task<PagesCounty> PrepareAsync(
        string data,
        SyntheticRegion villages,
        long lines,
        CancellationToken cancellationToken)
    {
        await using var running = await RunningCounty.StartAsync(data, villages, cancellationToken);
        var county = new PagesCounty(running, villages);
        await county.FillAsync(lines / BookFiller.LinesPerVoucher / villages.Count, cancellationToken);
        await county.RoundsAsync(cancellationToken);
        await county.CloseAsync(cancellationToken);
        await county.SeatAsync(cancellationToken);
        return county;
    }

    private static SeatedPerson Accountant(string village) =>
        new($"{village.ToLowerInvariant()}.a", Role.VillageAccountant, village);

    private async Task FillAsync(long vouchers, CancellationToken cancellationToken)
    {
        var books = _running.Part<Compartments>("accounting");
        var options = new ParallelOptions { MaxDegreeOfParallelism = Filling, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_county.Villages, options, async (village, token) =>
        {
            var store = await books.FindAsync(village, token)
                ?? throw new InvalidOperationException($"There is no book {village}.");
            await new BookFiller(store, village).FillAsync(vouchers, token);
        });
        foreach (var village in _first)
        {
            await using var session = await (await books.FindAsync(village, cancellationToken))!
                .ReadAsync(cancellationToken);
            Vouchers[village] = await session.ScalarAsync<string>(
                "SELECT id FROM vouchers ORDER BY sequence DESC LIMIT 1", null, cancellationToken);
        }
    }

    private async Task RoundsAsync(CancellationToken cancellationToken)
    {
        var settled = new PurchaseRound(_running, _first);
        await settled.PrepareAsync(cancellationToken);
        await settled.SettleAsync(cancellationToken);
        await _running.QuietAsync(2 * _first.Length, cancellationToken);
        var open = new PurchaseRound(_running, _first);
        await open.OpenAsync(cancellationToken);
        await new PurchaseRound(_running, _first).ProposeAsync(cancellationToken);
        (Settled, Running) = (settled.Page, open.Page);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var month in (string[])["2025-12", "2026-01"])
        {
            foreach (var village in _first)
            {
                await _running.DoAsync(
                    Callers.Of(Role.VillageAccountant, village),
                    $"v1/books/{village}/periods/{month}:close",
                    [],
                    cancellationToken);
            }
        }
    }

    /// <summary>
    /// Gives everybody a post, an account and an open session. A password's hash is slow by intention, so nobody has
    /// one: sessions are opened as behind a login that succeeded.
    /// </summary>
    private async Task SeatAsync(CancellationToken cancellationToken)
    {
        SeatedPerson[] all = [.. Accountants, .. Crowd, Secretary, Manager, Office];
        var table = "login,name,role,unit\n" + string.Concat(all.Select(person => person.Row));
        await _running.DoAsync(
            Callers.Of(Role.CountyOffice, "COUNTY"),
            "v1/posts:import",
            new JsonObject
            {
                ["postsTable"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(table)),
                ["since"] = SyntheticRegion.JoinedOn,
            },
            cancellationToken);
        var seated = new Dictionary<string, SeatedPerson>(StringComparer.Ordinal);
        foreach (var person in all)
            seated[person.Login] = person with { Cookie = await OpenAsync(person, cancellationToken) };

        Accountants = [.. Accountants.Select(Seated)];
        Crowd = [.. Crowd.Select(Seated)];
        (Secretary, Manager, Office) = (Seated(Secretary), Seated(Manager), Seated(Office));

        SeatedPerson Seated(SeatedPerson person) => seated[person.Login];
    }

    private async Task<string> OpenAsync(SeatedPerson person, CancellationToken cancellationToken)
    {
        var account = new AccountRow { Login = person.Login, PasswordHash = "none" };
        await using (var work = await _running.Part<Database>("gateway").BeginAsync("accounts", cancellationToken))
        {
            await work.AddAccountAsync(account, TimeProvider.System.GetUtcNow(), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        var caller = person.Caller;
        var post = new Post
        {
            Login = caller.Login,
            Name = caller.Name,
            Role = caller.Role,
            Unit = caller.Unit,
            Region = caller.Region,
            Book = caller.Book,
        };
        var id = await _running.Part<SessionBook>("gateway").OpenAsync(
            new Admission(post, [post]), formerHash: null, new Origin("127.0.0.1", "bench"), cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{SessionCookie.PlainName}={id}");
    }
}

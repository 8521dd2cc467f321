using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Region.Benchmarks.Measures;
using Region.Benchmarks.Rounds;

namespace Region.Benchmarks.Pages;

/// <summary>
/// Two hundred accountants who click at the same moment, every second one to save a draft. Goals: everybody has the
/// answer within 3 s, and every draft that was acknowledged is there once.
/// </summary>
internal sealed class CrowdBenchmark(PagesCounty county, PageBrowser browser, string data)
{
    private const int Rounds = 5;
    private const int AtOnce = 4;
    private const double MostMilliseconds = 3_000;

    private static readonly string[] Pages = ["vouchers", "balances", "drafts", "statements", "drafts/new"];

    private readonly Dictionary<string, string> _saved = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _refused;

    internal async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var slowest = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clicks = await ReadyAsync(round, cancellationToken);
            var took = await Task.WhenAll(clicks.Select(click => Task.Run(click, cancellationToken)));
            times.AddRange(took);
            slowest.Add(took.Max());
        }

        var all = Spread.Of(times);
        report.Add(new Figure
        {
            What = $"{Spread.Number(county.Crowd.Count)} people click at once: the answer",
            Measured = all.In("ms"),
        });
        var worst = Spread.Of(slowest);
        report.Add(new Figure
        {
            What = string.Create(CultureInfo.InvariantCulture, $"— the last answer of a click, {Rounds} clicks"),
            Measured = worst.In("ms"),
            Goal = "≤ 3,000 ms",
            Met = worst.Most <= MostMilliseconds,
        });
        var (once, other) = await CountAsync(cancellationToken);
        report.Add(new Figure
        {
            What = "— drafts acknowledged, there once, otherwise",
            Measured = string.Create(CultureInfo.InvariantCulture, $"{_saved.Count}, {once}, {other}"),
            Goal = "all there once, none refused",
            Met = _saved.Count > 0 && once == _saved.Count && other is 0 && _refused is 0,
        });
    }

    /// <summary>Everybody has the page before him; half of them have filled in a voucher.</summary>
    private async Task<IReadOnlyList<Func<Task<double>>>> ReadyAsync(int round, CancellationToken cancellationToken)
    {
        var clicks = new Func<Task<double>>[county.Crowd.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, clicks.Length, options, async (place, token) =>
        {
            var person = county.Crowd[place];
            var page = $"/books/{person.Unit}/{Pages[(place + round) % Pages.Length]}";
            if ((place + round) % 2 is 0)
            {
                clicks[place] = () => browser.LookAsync(person, page, cancellationToken);
                return;
            }

            var form = await browser.OpenAsync(person, $"/books/{person.Unit}/drafts/new", token);
            clicks[place] = () => SaveAsync(person, form, round, cancellationToken);
        });
        return clicks;
    }

    private async Task<double> SaveAsync(
        SeatedPerson person,
        OpenForm form,
        int round,
        CancellationToken cancellationToken)
    {
        var summary = string.Create(CultureInfo.InvariantCulture, $"样例{person.Unit}第{round}次");
        var (done, took) = await browser.SendAsync(
            form,
            [
                new("content.word", "记"), new("content.accounting_date", "2026-06-15"),
                new("content.summary", summary), new("content.attachments", "1"),
                new("content.postings[0].account", "102"), new("content.postings[0].debit_fen", "12.50"),
                new("content.postings[1].account", "501"), new("content.postings[1].credit_fen", "12.50"),
            ],
            cancellationToken);
        lock (_gate)
        {
            if (done)
                _saved.Add(summary, person.Unit);
            else
                _refused++;
        }

        return took;
    }

    /// <summary>How many acknowledged drafts are there exactly once, and how many are there otherwise.</summary>
    private async Task<(int Once, int Otherwise)> CountAsync(CancellationToken cancellationToken)
    {
        using var tokens = new RunningCounty.Tokens(data);
        using var http = new HttpClient { BaseAddress = RunningCounty.Gateway };
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var person in county.Crowd)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri($"v1/books/{person.Unit}/drafts?pageSize=200", UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Of(person.Caller));
            using var answer = await http.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var drafts = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["drafts"];
            foreach (var draft in drafts?.AsArray() ?? [])
            {
                var summary = draft!["content"]!["summary"]!.GetValue<string>();
                found[summary] = found.GetValueOrDefault(summary) + 1;
            }
        }

        var once = _saved.Keys.Count(summary => found.GetValueOrDefault(summary) is 1);
        return (once, found.Count(pair => pair.Value is not 1 || !_saved.ContainsKey(pair.Key)));
    }
}

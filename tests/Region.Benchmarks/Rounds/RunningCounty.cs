using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Books;
using Region.AppHost.Running;
using Region.Benchmarks.Posting;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Platform.Storage;
using Region.Testing;

namespace Region.Benchmarks.Rounds;

/// <summary>
/// The whole system in this process, as one machine runs it, with one synthetic region; commands go through the gateway
/// over HTTP as people send them.
/// </summary>
internal sealed class RunningCounty : IAsyncDisposable
{
    internal const int Port = 31_280;

    private const int UsuallyOpen = 256;
    private const int FewOpen = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private readonly RunningSystem _system;
    private readonly Tokens _tokens;
    private readonly HttpClient _http;
    private readonly string _run = SyntheticRegion.NewId()[..13];
    private int _keys;

    private RunningCounty(RunningSystem system, Tokens tokens, SyntheticRegion region, string data)
    {
        _system = system;
        _tokens = tokens;
        Region = region;
        Data = data;
        _http = new HttpClient { BaseAddress = Gateway, Timeout = Patience };
    }

    internal static Uri Gateway => new($"http://127.0.0.1:{Port}");

    internal SyntheticRegion Region { get; }

    internal string Data { get; }

    internal static async Task<RunningCounty> StartAsync(
        string data,
        SyntheticRegion region,
        CancellationToken cancellationToken)
    {
        LiftLimits();
        KeepOpen(region.Count + 1);
        var tokens = new Tokens(data);
        var settings = new HostSettings { Data = data, Port = Port };
        var county = new RunningCounty(
            await RunningSystem.StartAsync(settings, cancellationToken), tokens, region, data);
        try
        {
            await county.RegisterAsync(cancellationToken);
            return county;
        }
        catch
        {
            await county.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gateway's limits are for strangers; a benchmark is one address with every token.</summary>
    internal static void LiftLimits() => Limit("100000000");

    /// <summary>The gateway's usual limits from now on, for processes that are started then.</summary>
    internal static void KeepLimits() => Limit(null);

    /// <summary>As a machine would be set up for so many books: none is closed before its turn comes again.</summary>
    internal static void KeepOpen(int books) => Keep(Math.Max(books, UsuallyOpen));

    /// <summary>As a small machine would be set up: nearly every book is closed when its turn comes again.</summary>
    internal static void KeepFewOpen() => Keep(FewOpen);

    private static void Keep(int books) => Environment.SetEnvironmentVariable(
        "Region__OpenCompartments", books.ToString(CultureInfo.InvariantCulture));

    internal T Part<T>(string service)
        where T : notnull => _system.Services[service].GetRequiredService<T>();

    /// <summary>One number from a service's own database.</summary>
    internal async Task<long> CountAsync(string service, string sql, CancellationToken cancellationToken)
    {
        await using var session = await Part<Database>(service).ReadAsync(cancellationToken);
        return await session.ScalarAsync<long>(sql, null, cancellationToken);
    }

    /// <summary>Waits until procurement has noted so many vouchers in all: nothing is under way any more.</summary>
    internal Task QuietAsync(long vouchers, CancellationToken cancellationToken) => Eventually.HoldsAsync(
        async () => await CountAsync("procurement", "SELECT COUNT(*) FROM round_leg_vouchers", cancellationToken)
            >= vouchers,
        Patience,
        $"procurement noted {vouchers} vouchers",
        cancellationToken);

    /// <summary>Sends a command under a fresh key.</summary>
    internal async Task<JsonNode> DoAsync(
        Caller caller,
        string path,
        JsonObject body,
        CancellationToken cancellationToken)
    {
        body["requestId"] = string.Create(
            CultureInfo.InvariantCulture, $"bench-{_run}-{Interlocked.Increment(ref _keys)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.Of(caller));
        using var answer = await _http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _system.DisposeAsync();
        _tokens.Dispose();
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var tables = new RegisterTables(Region);
        await DoAsync(
            Callers.Of(Role.CountyOffice, "COUNTY"),
            "v1/register:import",
            new JsonObject
            {
                ["regionsTable"] = Base64(tables.Regions),
                ["companiesTable"] = Base64(tables.Companies),
                ["villagesTable"] = Base64(tables.Villages),
                ["joinedOn"] = SyntheticRegion.JoinedOn,
            },
            cancellationToken);
        var books = Part<BooksStore>("accounting");
        await Eventually.HoldsAsync(
            async () => (await books.CodesAsync(cancellationToken)).Count
                >= Region.Count + Region.VillagesByRegion.Count(),
            Patience,
            "every book is open",
            cancellationToken);
    }

    private static void Limit(string? bound)
    {
        foreach (var limit in (string[])["PerAddress", "PerToken"])
        {
            Environment.SetEnvironmentVariable($"Region__Limits__{limit}__Burst", bound);
            Environment.SetEnvironmentVariable($"Region__Limits__{limit}__PerSecond", bound);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Mints people's tokens with the gateway's own key, which it makes before the gateway does.</summary>
    internal sealed class Tokens : IDisposable
    {
        private readonly SigningKeys _keys;
        private readonly TokenMint _mint;
        private readonly Dictionary<Caller, (string Token, DateTimeOffset Until)> _known = [];
        private readonly Lock _gate = new();

        internal Tokens(string data)
        {
            _keys = new SigningKeys(Path.Combine(data, "keys", "gateway.json"), TimeProvider.System);
            _mint = new TokenMint("gateway", _keys, TimeProvider.System);
        }

        internal string Of(Caller caller)
        {
            var now = TimeProvider.System.GetUtcNow();
            lock (_gate)
            {
                if (!_known.TryGetValue(caller, out var known) || known.Until < now)
                    known = _known[caller] = (_mint.Mint(caller, TokenLife), now + (TokenLife / 2));

                return known.Token;
            }
        }

        public void Dispose() => _keys.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Region.Platform.Identity;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>One answer of the gateway.</summary>
internal readonly record struct Answer(HttpStatusCode Status, string Text)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;
}

/// <summary>
/// Everybody who works in the county, through the gateway's REST interface: a command goes out again with its key until
/// it is answered, as a careful client does, and each answer is kept in the journal.
/// </summary>
internal sealed class Office(Cluster cluster, Journal journal) : IDisposable
{
    /// <summary>What is said of a request that nobody answered.</summary>
    internal const string NoAnswer = "had no answer within";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(8);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
    {
        BaseAddress = cluster.Gateway,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly ConcurrentDictionary<Caller, (string Token, long MintedAt)> _tokens = new();
    private int _ordinal;

    internal Journal Journal => journal;

    /// <summary>Every answer that said «not now».</summary>
    internal ConcurrentQueue<Answer> NotNow { get; } = new();

    /// <summary>Called with the number of each command before it goes out.</summary>
    internal Action<int>? BeforeCommand { get; set; }

    /// <summary>How many copies of a command go out at once.</summary>
    internal Func<int> Copies { get; set; } = () => 1;

    /// <summary>
    /// Carries out a command: its copies, each repeated until it is answered, must all get the same answer.
    /// </summary>
    internal async Task<JsonNode> DoAsync(Command command, CancellationToken cancellationToken)
    {
        BeforeCommand?.Invoke(Interlocked.Increment(ref _ordinal));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Copies()).Select(_ => UntilAnsweredAsync(command, cancellationToken)));
        var texts = answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal).ToArray();
        if (texts.Length != 1 || answers.Any(answer => answer.Status is not HttpStatusCode.OK))
        {
            var given = string.Join(" and ", answers.Distinct());
            throw new InvalidOperationException(
                $"{command.Path} {command.Body.ToJsonString()} was answered with {given}");
        }

        journal.Add(command, texts[0]);
        return answers[0].Json;
    }

    internal async Task<JsonNode> GetAsync(Caller caller, string path, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(caller, path, cancellationToken);
        return answer.Status is HttpStatusCode.OK
            ? answer.Json
            : throw new InvalidOperationException($"{path} was answered with {answer}");
    }

    /// <summary>Asks again and again until there is an answer other than «not now», a refusal perhaps.</summary>
    internal Task<Answer> AskAsync(Caller caller, string path, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(() => Request(HttpMethod.Get, caller, path, null), cancellationToken);

    /// <summary>Sends a command again and again until there is an answer other than «not now».</summary>
    internal Task<Answer> UntilAnsweredAsync(Command command, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(
            () => Request(HttpMethod.Post, command.Caller, command.Path, command.Body), cancellationToken);

    /// <summary>Sends a command once; null where no answer came.</summary>
    internal async Task<Answer?> OnceAsync(Command command, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, command.Caller, command.Path, command.Body);
        return await TryAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static bool IsNotNow(HttpStatusCode status) => status is HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway or HttpStatusCode.TooManyRequests;

    /// <summary>Whoever is shown the door because the clock was set logs in again.</summary>
    private bool HasLostLogin(HttpStatusCode status)
    {
        if (!cluster.SetsClock || status is not HttpStatusCode.Unauthorized)
            return false;

        _tokens.Clear();
        return true;
    }

    private async Task<Answer> UntilAnsweredAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var request = make();
            var answer = await TryAsync(request, cancellationToken);
            if (answer is { } given && !IsNotNow(given.Status) && !HasLostLogin(given.Status))
                return given;

            if (answer is { } refusal)
                NotNow.Enqueue(refusal);

            if (watch.Elapsed > Patience)
                throw new TimeoutException($"{request.RequestUri} {NoAnswer} {Patience}, but {answer}");

            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<Answer?> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(OneTry);
        try
        {
            using var answer = await _http.SendAsync(request, limit.Token);
            return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Caller caller, string path, JsonObject? body)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(caller));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        return request;
    }

    private string Token(Caller caller)
    {
        if (_tokens.TryGetValue(caller, out var known) && Stopwatch.GetElapsedTime(known.MintedAt) < RenewAfter)
            return known.Token;

        var token = cluster.Mint.Mint(caller, TokenLife);
        _tokens[caller] = (token, Stopwatch.GetTimestamp());
        return token;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Region.Sidecar.Apps;

/// <summary>What came back from an app.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Body">The answer's text, cut at a limit.</param>
/// <param name="Error">Why there was no answer.</param>
/// <param name="IsUnreachable">Nothing listens there, so the app has not seen the request.</param>
internal sealed record AppAnswer(HttpStatusCode? Status, string Body, string? Error = null, bool IsUnreachable = false)
{
    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public string Describe() => Error ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)Status!}");
}

/// <summary>An app's HTTP/1.1 address, called with the token by which it knows its sidecar.</summary>
internal sealed class AppChannel : IDisposable
{
    private const int BodyLimit = 1024 * 1024;
    private const string TokenHeader = "dapr-api-token";

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly string _token;

    public AppChannel(AppSettings app, TimeSpan timeout)
    {
        _timeout = timeout;
        _token = app.AppToken;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        })
        {
            BaseAddress = new Uri(app.BaseAddress),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = BodyLimit,
        };
    }

    public Task<AppAnswer> GetSubscriptionsAsync(CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, "/dapr/subscribe")
        {
            Content = new ByteArrayContent([])
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        }, cancellationToken);

    public Task<AppAnswer> PostAsync(AppRequest delivery, CancellationToken cancellationToken) => SendAsync(() =>
    {
        var content = new ByteArrayContent(delivery.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(delivery.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Path) { Content = content };
        request.Headers.TryAddWithoutValidation("pubsubName", delivery.PubSub);
        AddIfSet(request, "traceparent", delivery.TraceParent);
        AddIfSet(request, "tracestate", delivery.TraceState);
        return request;
    }, cancellationToken);

    public void Dispose() => _client.Dispose();

    private static void AddIfSet(HttpRequestMessage request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private async Task<AppAnswer> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var request = create();
            AddIfSet(request, TokenHeader, _token);
            using var response = await _client.SendAsync(request, limit.Token);
            return new AppAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token));
        }
        catch (HttpRequestException exception)
        {
            var unreachable = exception.HttpRequestError
                is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            return new AppAnswer(null, string.Empty, exception.Message, unreachable);
        }
        catch (IOException exception)
        {
            return new AppAnswer(null, string.Empty, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AppAnswer(null, string.Empty, "no answer in time");
        }
    }
}

/// <summary>One delivery as it goes over the wire.</summary>
internal sealed record AppRequest
{
    public required string Path { get; init; }

    public required byte[] Body { get; init; }

    public required string ContentType { get; init; }

    public required string PubSub { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }
}

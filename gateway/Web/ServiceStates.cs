using Region.Platform.Hosting;

namespace Region.Gateway.Web;

/// <summary>How a service is.</summary>
internal enum ServiceState
{
    Ready,
    Starting,
    Unreachable,
}

/// <summary>Asks every service's /readyz, all at once, and remembers the answers for two seconds.</summary>
internal sealed class ServiceStates(ServiceDirectory directory, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private volatile Seen? _seen;

    public async Task<IReadOnlyList<(string Name, ServiceState State)>> AskAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        if (_seen is { } seen && clock.GetElapsedTime(seen.At, now) < Remembered)
            return seen.States;

        var states = await Task.WhenAll(directory.Names.Select(
            async name => (name, await AskAsync(directory.Of(name).Http, cancellationToken))));
        _seen = new Seen(now, states);
        return states;
    }

    public void Dispose() => _client.Dispose();

    private async Task<ServiceState> AskAsync(Uri service, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(service, "/readyz"), cancellationToken);
            return answer.IsSuccessStatusCode ? ServiceState.Ready : ServiceState.Starting;
        }
        catch (HttpRequestException)
        {
            return ServiceState.Unreachable;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ServiceState.Unreachable;
        }
    }

    private sealed record Seen(long At, IReadOnlyList<(string Name, ServiceState State)> States);
}

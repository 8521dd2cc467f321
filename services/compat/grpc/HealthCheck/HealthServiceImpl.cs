using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;

namespace Grpc.HealthCheck;

/// <summary>Tells the health of services as it was set. Safe for use by many threads.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _statuses =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<ChannelWriter<HealthCheckResponse.Types.ServingStatus>>> _watchers =
        new(StringComparer.Ordinal);

    /// <summary>Sets the health of a service; the empty name stands for the server as a whole.</summary>
    public void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        lock (_lock)
        {
            var before = StatusOf(service);
            _statuses[service] = status;
            if (before != status)
                Tell(service, status);
        }
    }

    /// <summary>Forgets a service.</summary>
    public void ClearStatus(string service)
    {
        lock (_lock)
        {
            if (_statuses.Remove(service))
                Tell(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);
        }
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        lock (_lock)
        {
            foreach (var service in _statuses.Keys.ToArray())
            {
                _statuses.Remove(service);
                Tell(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);
            }
        }
    }

    /// <summary>Answers the health of a service; NOT_FOUND if it was never set.</summary>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (_lock)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, ""));
        }
    }

    /// <summary>Answers the health of a service now and after every change, until the client leaves.</summary>
    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        // Only the newest status matters to a client that reads slowly.
        var changes = Channel.CreateBounded<HealthCheckResponse.Types.ServingStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        Add(request.Service, changes.Writer);
        try
        {
            await foreach (var status in changes.Reader.ReadAllAsync(context.CancellationToken))
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The client left, which is how a watch ends.
        }
        finally
        {
            Remove(request.Service, changes.Writer);
        }
    }

    private HealthCheckResponse.Types.ServingStatus StatusOf(string service) =>
        _statuses.GetValueOrDefault(service, HealthCheckResponse.Types.ServingStatus.ServiceUnknown);

    private void Add(string service, ChannelWriter<HealthCheckResponse.Types.ServingStatus> watcher)
    {
        lock (_lock)
        {
            if (!_watchers.TryGetValue(service, out var watchers))
                _watchers[service] = watchers = [];

            watchers.Add(watcher);
            watcher.TryWrite(StatusOf(service));
        }
    }

    private void Remove(string service, ChannelWriter<HealthCheckResponse.Types.ServingStatus> watcher)
    {
        lock (_lock)
        {
            if (_watchers.TryGetValue(service, out var watchers) && watchers.Remove(watcher) && watchers.Count is 0)
                _watchers.Remove(service);
        }
    }

    private void Tell(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        foreach (var watcher in _watchers.GetValueOrDefault(service, []))
            watcher.TryWrite(status);
    }
}

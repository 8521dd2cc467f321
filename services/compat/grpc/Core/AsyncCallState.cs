namespace Grpc.Core;

/// <summary>What the four call objects ask of the call behind them.</summary>
internal readonly struct AsyncCallState
{
    private readonly object? _state;
    private readonly Task<Metadata>? _headers;
    private readonly Func<object, Task<Metadata>>? _getHeaders;
    private readonly Func<object, Status> _getStatus;
    private readonly Func<object, Metadata> _getTrailers;
    private readonly Action<object> _dispose;

    public AsyncCallState(
        Func<object, Task<Metadata>> getHeaders,
        Func<object, Status> getStatus,
        Func<object, Metadata> getTrailers,
        Action<object> dispose,
        object state)
    {
        _getHeaders = getHeaders;
        _getStatus = getStatus;
        _getTrailers = getTrailers;
        _dispose = dispose;
        _state = state;
    }

    public AsyncCallState(
        Task<Metadata> headers,
        Func<Status> getStatus,
        Func<Metadata> getTrailers,
        Action dispose)
    {
        _headers = headers;
        _getStatus = _ => getStatus();
        _getTrailers = _ => getTrailers();
        _dispose = _ => dispose();
    }

    public Task<Metadata> Headers => _headers ?? _getHeaders!(_state!);

    public Status Status => _getStatus(_state!);

    public Metadata Trailers => _getTrailers(_state!);

    public void Dispose() => _dispose(_state!);
}

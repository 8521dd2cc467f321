using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The requests of a streaming call.</summary>
internal sealed class RequestStream<TRequest>(
    HttpServerCallContext call,
    Func<DeserializationContext, TRequest> deserializer) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private TRequest? _current;
    private bool _closed;
    private int _reading;

    public TRequest Current => _current!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_closed || call.CancellationToken.IsCancellationRequested)
            throw new InvalidOperationException("Can't read messages after the request is complete.");

        if (Interlocked.Exchange(ref _reading, 1) is 1)
        {
            throw new InvalidOperationException(
                "Can't read the next message because the previous read is in progress.");
        }

        try
        {
            _current = await call.Reader.ReadAsync(deserializer, cancellationToken);
            return _current is not null;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    public void Close() => _closed = true;
}

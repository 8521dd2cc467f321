using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The responses of a streaming call.</summary>
internal sealed class ResponseStream<TResponse>(
    HttpServerCallContext call,
    Action<TResponse, SerializationContext> serializer) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    private bool _closed;
    private int _writing;
    private WriteOptions? _options;

    public WriteOptions? WriteOptions
    {
        get => _options ?? call.WriteOptions;
        set => _options = value;
    }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_closed || call.HasEnded || call.CancellationToken.IsCancellationRequested)
            throw new InvalidOperationException("Can't write the message because the request is complete.");

        if (Interlocked.Exchange(ref _writing, 1) is 1)
        {
            throw new InvalidOperationException(
                "Can't write the message because the previous write is in progress.");
        }

        try
        {
            var flags = WriteOptions?.Flags ?? default;
            await call.WriteMessageAsync(message, serializer, flags);
            if (!flags.HasFlag(WriteFlags.BufferHint))
                await call.HttpContext.Response.BodyWriter.FlushAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public void Close() => _closed = true;
}

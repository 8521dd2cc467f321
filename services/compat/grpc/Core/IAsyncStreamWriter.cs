namespace Grpc.Core;

/// <summary>A stream of messages to write.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the following messages are written; null takes the options of the call.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message. One write at a time.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes one message. One write at a time.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            throw new NotSupportedException(
                "Cancellation of stream writes is not supported by this gRPC implementation.");
        }

        return WriteAsync(message);
    }
}

using System.Net;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>The body of a request with one message. Kept until disposed, for HTTP may send it more than once.</summary>
internal sealed class MessageContent : HttpContent
{
    private int _users = 1;

    public PooledBufferWriter Buffer { get; } = new();

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken)
    {
        // The body may still be on its way when the response is there and the request is disposed.
        Interlocked.Increment(ref _users);
        try
        {
            await stream.WriteAsync(Buffer.WrittenMemory, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Leave();

        base.Dispose(disposing);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) is 0)
            Buffer.Dispose();
    }
}

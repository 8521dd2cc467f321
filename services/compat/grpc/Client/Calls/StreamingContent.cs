using System.Net;

namespace Grpc.Net.Client;

/// <summary>
/// The body of a request with a stream of messages: open until the caller completes it or the call ends.
/// </summary>
internal sealed class StreamingContent(CallLifetime lifetime) : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Stream> StreamAsync() => _stream.Task;

    public void Complete() => _completed.TrySetResult();

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken)
    {
        // The headers go out now: the server may have to answer before the first message.
        await stream.FlushAsync(cancellationToken);
        if (!_stream.TrySetResult(stream))
            throw new InvalidOperationException("A stream of requests cannot be sent twice.");

        await Task.WhenAny(_completed.Task, lifetime.Ended);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>The requests of a streaming call.</summary>
internal sealed class ClientStreamWriter<TRequest>(
    CallLifetime lifetime,
    StreamingContent content,
    MessageWriter writer,
    Marshaller<TRequest> marshaller,
    ICompressionProvider? codec,
    WriteOptions? options) : IClientStreamWriter<TRequest>
    where TRequest : class
{
    private int _writing;
    private bool _completed;

    public WriteOptions? WriteOptions { get; set; } = options;

    /// <summary>Whether somebody reads the response to its end without the caller's doing.</summary>
    public bool ResponseEndsItself { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_completed)
            throw new InvalidOperationException("Request stream has already been completed.");

        if (Interlocked.Exchange(ref _writing, 1) is 1)
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

        try
        {
            await using var registration = lifetime.OnCancel(cancellationToken);
            await SendAsync(message);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _writing) is 1)
        {
            throw new InvalidOperationException(
                "Can't complete the client stream writer because the previous write is in progress.");
        }

        _completed = true;
        content.Complete();
        return Task.CompletedTask;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in a call ends it with a status.")]
    private async Task SendAsync(TRequest message)
    {
        try
        {
            await Task.WhenAny(content.StreamAsync(), lifetime.Ended);
            if (!lifetime.HasEnded)
            {
                await SendAsync(await content.StreamAsync(), message);
                return;
            }
        }
        catch (Exception exception)
        {
            // A server may answer before it has read everything; then its status is what counts.
            if (!ResponseEndsItself || exception is not IOException)
            {
                lifetime.End(ClientErrors.ToStatus(exception, "Error writing message."));
                lifetime.Abandon();
            }
        }

        throw await lifetime.FailureAsync();
    }

    private async Task SendAsync(Stream stream, TRequest message)
    {
        var flags = WriteOptions?.Flags ?? default;
        using var buffer = new PooledBufferWriter();
        writer.Write(
            buffer,
            marshaller.ContextualSerializer,
            message,
            flags.HasFlag(WriteFlags.NoCompress) ? null : codec);
        await stream.WriteAsync(buffer.WrittenMemory, lifetime.Token);
        if (!flags.HasFlag(WriteFlags.BufferHint))
            await stream.FlushAsync(lifetime.Token);
    }
}

using System.Buffers;
using Google.Api;
using Google.Protobuf;
using Grpc.Core;
using Region.Contracts.Accounting.V1;

namespace Region.Accounting.Archives;

/// <summary>A stream whose bytes leave as parts of a zip file on the wire; it is only written to.</summary>
internal sealed class PartStream(IServerStreamWriter<ExportYearResponse> parts) : Stream
{
    private const int PartBytes = 64 * 1024;
    private const string ContentType = "application/zip";

    private readonly ArrayBufferWriter<byte> _pending = new(PartBytes);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default)
    {
        _pending.Write(buffer.Span);
        if (_pending.WrittenCount >= PartBytes)
            await FlushAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < _pending.WrittenCount; sent += PartBytes)
        {
            var part = _pending.WrittenMemory.Slice(sent, Math.Min(PartBytes, _pending.WrittenCount - sent));
            var body = new HttpBody { ContentType = ContentType, Data = ByteString.CopyFrom(part.Span) };
            await parts.WriteAsync(new ExportYearResponse { Part = body }, cancellationToken);
        }

        _pending.ResetWrittenCount();
    }

    // Closing an entry of the zip file writes its last block without waiting: it is kept for the next part.
    public override void Write(byte[] buffer, int offset, int count) => _pending.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

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

    private readonly byte[] _part = new byte[PartBytes];
    private int _filled;

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
        while (buffer.Length > 0)
        {
            var taken = Math.Min(buffer.Length, PartBytes - _filled);
            buffer[..taken].CopyTo(_part.AsMemory(_filled));
            _filled += taken;
            buffer = buffer[taken..];
            if (_filled is PartBytes)
                await FlushAsync(cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_filled is 0)
            return;

        var part = new HttpBody { ContentType = ContentType, Data = ByteString.CopyFrom(_part, 0, _filled) };
        _filled = 0;
        await parts.WriteAsync(new ExportYearResponse { Part = part }, cancellationToken);
    }

    // The zip writer is used asynchronously; a call that would block here is a broken program.
    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

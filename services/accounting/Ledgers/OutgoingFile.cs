using Google.Api;
using Google.Protobuf;
using Region.Contracts.Accounting.V1;
using Region.Platform.Tables;

namespace Region.Accounting.Ledgers;

/// <summary>A file on its way to the caller, in parts.</summary>
internal sealed record OutgoingFile(ReadOnlyMemory<byte> Bytes, string ContentType)
{
    /// <summary>The largest part of the stream.</summary>
    public const int PartBytes = 64 * 1024;

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static OutgoingFile Of(OutgoingTable table, FileFormat format) => format is FileFormat.Csv
        ? new OutgoingFile(TableWriter.Csv(table), Csv)
        : new OutgoingFile(TableWriter.Xlsx(table), Xlsx);

    public async Task SendAsync(Func<HttpBody, Task> send)
    {
        for (var start = 0; start < Bytes.Length; start += PartBytes)
        {
            var part = Bytes.Slice(start, Math.Min(PartBytes, Bytes.Length - start));
            await send(new HttpBody { ContentType = ContentType, Data = ByteString.CopyFrom(part.Span) });
        }
    }
}

using System.IO.Compression;

namespace Region.Accounting.Domain;

/// <summary>Kinds of attached files, told by their content, never by their name.</summary>
internal static class FileKind
{
    public const int MaximumBytes = 5 * 1024 * 1024;

    public const int MaximumName = 120;

    /// <summary>The media type; null for a file that may not be attached.</summary>
    public static string? Of(ReadOnlyMemory<byte> content)
    {
        var start = content.Span;
        if (start.StartsWith("%PDF-"u8))
            return "application/pdf";

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";

        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";

        return start.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) ? OfArchive(content) : null;
    }

    // OFD (electronic invoices, GB/T 33190) and XLSX are ZIP archives that say by an entry what they are. An archive of
    // anything else is no document.
    private static string? OfArchive(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            if (archive.GetEntry("OFD.xml") is not null)
                return "application/ofd";

            return archive.GetEntry("xl/workbook.xml") is not null
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

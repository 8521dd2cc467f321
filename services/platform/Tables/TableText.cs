using System.Buffers;
using System.Text;

namespace Region.Platform.Tables;

/// <summary>Bytes to text: a UTF-8 mark, else strict UTF-8, else strict GB18030, which Chinese Excel writes.</summary>
internal static class TableText
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code)
            .Where(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')),
        '\uFFFD',
    ]);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <exception cref="TableRefused">The bytes are in another encoding, or damaged.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || bytes.Contains((byte)0))
        {
            throw TableRefused.For("文件是 UTF-16 编码或不是文本文件，请另存为 UTF-8 编码的 CSV 或 .xlsx。");
        }

        var marked = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        var body = marked ? bytes[3..] : bytes;
        if (TryDecode(StrictUtf8, body) is { } utf8)
            return utf8;

        return !marked && !IsDamagedUtf8(body) && TryDecode(Gb18030, body) is { } gb18030
            ? gb18030
            : throw TableRefused.AtRow(RowOfDamage(body), "文件中有无法识别的字节，请另存为 UTF-8 编码的 CSV 或 .xlsx。");
    }

    /// <summary>Without white space around it, the ideographic space and the no-break space included.</summary>
    public static string Trim(string cell) => cell.Trim().Trim('\uFEFF').Trim();

    public static bool HasControlCharacter(string cell) =>
        cell.AsSpan().ContainsAny(ControlCharacters);

    private static string? TryDecode(Encoding strict, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// UTF-8 with a broken byte would pass for GB18030 and turn every name into another one. In true GB18030 text few
    /// pairs look like UTF-8 (about one in eight), so mostly well-formed sequences mean damage.
    /// </summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        var (wellFormed, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status != OperationStatus.Done)
                broken++;
            else if (consumed > 1)
                wellFormed++;

            bytes = bytes[consumed..];
        }

        return wellFormed > 4 * broken;
    }

    private static int RowOfDamage(ReadOnlySpan<byte> bytes)
    {
        var row = 1;
        while (!bytes.IsEmpty && Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == OperationStatus.Done)
        {
            if (rune.Value == '\n')
                row++;

            bytes = bytes[consumed..];
        }

        return row;
    }
}

using System.Buffers;
using System.Text;

namespace Grpc.Shared;

/// <summary>The encoding of grpc-message: UTF-8 with every byte outside 0x20 to 0x7E, and '%', escaped.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Where(c => c is not '%').Select(c => (char)c)]);

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)octet);
            else
                encoded.Append('%').Append(Hex(octet >> 4)).Append(Hex(octet & 0xF));
        }

        return encoded.ToString();
    }

    /// <summary>
    /// Decodes; what is not a valid escape stays as it is, for a status must never get lost over its text.
    /// </summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text);

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}

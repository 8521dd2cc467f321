using Grpc.Core;

namespace Grpc.Shared;

/// <summary>The values of -bin metadata: base64, on reading with or without padding.</summary>
internal static class BinaryValues
{
    /// <summary>Writes padded base64, as the official .NET libraries do.</summary>
    public static string Encode(Metadata.Entry entry) => Convert.ToBase64String(entry.BytesWithoutCopy);

    /// <summary>Adds each of the comma-joined values as an entry of its own.</summary>
    /// <exception cref="FormatException">A value is not base64.</exception>
    public static void AddTo(Metadata metadata, string key, string joined)
    {
        foreach (var part in joined.AsSpan().Split(','))
            metadata.Add(Metadata.Entry.FromWire(key, Decode(joined.AsSpan()[part].Trim())));
    }

    private static byte[] Decode(ReadOnlySpan<char> text)
    {
        var padding = (4 - (text.Length % 4)) % 4;
        if (padding is 0)
            return Convert.FromBase64String(text.ToString());

        return padding is 3
            ? throw new FormatException("A binary metadata value is not base64.")
            : Convert.FromBase64String(string.Concat(text, "==".AsSpan(0, padding)));
    }
}

using System.Text;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// As much of HPACK as raw tests need: literals without Huffman and without a dynamic table, which the settings
/// frame forbids the peer, and the part of the static table that servers and clients of gRPC use.
/// </summary>
internal static class Hpack
{
    private static readonly string[] StaticTable =
    [
        "", ":authority=", ":method=GET", ":method=POST", ":path=/", ":path=/index.html", ":scheme=http",
        ":scheme=https", ":status=200", ":status=204", ":status=206", ":status=304", ":status=400", ":status=404",
        ":status=500", "accept-charset=", "accept-encoding=gzip, deflate", "accept-language=", "accept-ranges=",
        "accept=", "access-control-allow-origin=", "age=", "allow=", "authorization=", "cache-control=",
        "content-disposition=", "content-encoding=", "content-language=", "content-length=", "content-location=",
        "content-range=", "content-type=", "cookie=", "date=", "etag=", "expect=", "expires=", "from=", "host=",
        "if-match=", "if-modified-since=", "if-none-match=", "if-range=", "if-unmodified-since=", "last-modified=",
        "link=", "location=", "max-forwards=", "proxy-authenticate=", "proxy-authorization=", "range=", "referer=",
        "refresh=", "retry-after=", "server=", "set-cookie=", "strict-transport-security=", "transfer-encoding=",
        "user-agent=", "vary=", "via=", "www-authenticate=",
    ];

    public static byte[] Encode(IEnumerable<RawHeader> headers)
    {
        var block = new MemoryStream();
        foreach (var header in headers)
        {
            block.WriteByte(0);
            WriteString(block, header.Name);
            WriteString(block, header.Value);
        }

        return block.ToArray();
    }

    public static List<RawHeader> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new List<RawHeader>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if (first >= 0x80)
                headers.Add(Static(ReadInteger(ref block, 7)));
            else if (first >= 0x40)
                headers.Add(Literal(ref block, 6));
            else if (first >= 0x20)
                ReadInteger(ref block, 5);
            else
                headers.Add(Literal(ref block, 4));
        }

        return headers;
    }

    private static RawHeader Static(int index)
    {
        if (index is 0 || index >= StaticTable.Length)
            throw new InvalidDataException($"The peer uses entry {index} of a dynamic table that it was not granted.");

        var split = StaticTable[index].IndexOf('=', StringComparison.Ordinal);
        return new RawHeader(StaticTable[index][..split], StaticTable[index][(split + 1)..]);
    }

    private static RawHeader Literal(ref ReadOnlySpan<byte> block, int prefix)
    {
        var index = ReadInteger(ref block, prefix);
        var name = index is 0 ? ReadString(ref block) : Static(index).Name;
        return new RawHeader(name, ReadString(ref block));
    }

    private static int ReadInteger(ref ReadOnlySpan<byte> block, int prefix)
    {
        var limit = (1 << prefix) - 1;
        var value = block[0] & limit;
        block = block[1..];
        if (value < limit)
            return value;

        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("An HPACK integer is too long.");
    }

    private static string ReadString(ref ReadOnlySpan<byte> block)
    {
        if (block[0] >= 0x80)
            throw new InvalidDataException("The peer uses Huffman coding, which the raw tests do not read.");

        var length = ReadInteger(ref block, 7);
        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static void WriteString(MemoryStream block, string text)
    {
        var octets = Encoding.Latin1.GetBytes(text);
        if (octets.Length < 127)
        {
            block.WriteByte((byte)octets.Length);
        }
        else
        {
            block.WriteByte(127);
            var rest = octets.Length - 127;
            for (; rest >= 128; rest >>= 7)
                block.WriteByte((byte)((rest & 0x7F) | 0x80));

            block.WriteByte((byte)rest);
        }

        block.Write(octets);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Region.EndToEnd.Tests.Web;

/// <summary>An authenticator on somebody's phone: RFC 6238 as any other program implements it.</summary>
internal static class Authenticator
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Step = 30;

    /// <summary>The code that the phone shows now, or so many steps of half a minute later.</summary>
    internal static string Code(string secret, DateTimeOffset now, int later = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (now.ToUnixTimeSeconds() / Step) + later);
#pragma warning disable CA5350 // RFC 6238 and all authenticators use SHA-1 here.
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var place = hash[^1] & 0x0F;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(place)) & int.MaxValue) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string secret)
    {
        var bits = string.Concat(secret.Where(char.IsLetterOrDigit).Select(sign =>
            Convert.ToString(Alphabet.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(part => part.Length is 8).Select(part => Convert.ToByte(new string(part), 2))];
    }
}

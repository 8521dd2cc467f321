using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Region.Gateway.Identity;

/// <summary>动态口令: the codes of an authenticator, by RFC 6238 with SHA-1, 30 seconds and six digits.</summary>
internal static class Totp
{
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>A fresh secret in base32, as authenticators take it.</summary>
    public static string MakeSecret() => ToBase32(RandomNumberGenerator.GetBytes(SecretBytes));

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>
    /// The step whose code this is: the present one, or one beside it, since clocks differ. A step that was spent
    /// before is none, so that a code that somebody has watched opens nothing.
    /// </summary>
    public static long? Match(string secret, string code, DateTimeOffset now, long spent)
    {
        var key = FromBase32(secret);
        var present = StepAt(now);
        for (var step = Math.Max(present - 1, spent + 1); step <= present + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(CodeAt(key, step)), Encoding.UTF8.GetBytes(code.Trim())))
            {
                return step;
            }
        }

        return null;
    }

    public static string CodeAt(string secret, DateTimeOffset moment) => CodeAt(FromBase32(secret), StepAt(moment));

    public static string CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // Authenticators speak SHA-1; as a keyed hash it is not broken.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0x0f)..]) & 0x7fff_ffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The address that an authenticator reads from the picture.</summary>
    public static string Uri(string login, string secret)
    {
        var issuer = System.Uri.EscapeDataString("区域党委");
        return $"otpauth://totp/{issuer}:{System.Uri.EscapeDataString(login)}?secret={secret}&issuer={issuer}";
    }

    internal static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in bytes)
        {
            (bits, held) = (((bits << 8) | one) & 0xffff, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(OneTimeCode.Alphabet[(bits >> (held - 5)) & 31]);
        }

        return held > 0 ? text.Append(OneTimeCode.Alphabet[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var sign in text)
        {
            var value = OneTimeCode.Alphabet.IndexOf(sign, StringComparison.Ordinal);
            (bits, held) = (((bits << 5) | value) & 0xffff, held + 5);
            if (held < 8)
                continue;

            held -= 8;
            bytes.Add((byte)(bits >> held));
        }

        return [.. bytes];
    }
}

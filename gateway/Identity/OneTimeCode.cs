using System.Security.Cryptography;
using System.Text;

namespace Region.Gateway.Identity;

/// <summary>
/// A code of 100 random bits that is read out or written on paper once, such as <c>K7QWE-…</c>; letters that look like
/// digits are not in it. Only its hash is stored.
/// </summary>
internal static class OneTimeCode
{
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const int Signs = 20;
    private const int Group = 5;

    public static string Make() => string.Join(
        '-', RandomNumberGenerator.GetItems<char>(Alphabet, Signs).Chunk(Group).Select(part => new string(part)));

    /// <summary>The hash under which a code is stored, however it was typed.</summary>
    public static string Hash(string code)
    {
        var plain = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Dapr.AspNetCore;

internal static class Tokens
{
    /// <summary>Compares in a time that does not tell how much of a guess was right.</summary>
    public static bool Equal(string shown, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(expected));
}

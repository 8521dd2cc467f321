using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Region.Gateway.Identity;

/// <summary>Hashes and checks passwords: PBKDF2 with HMAC-SHA512 and a salt for each.</summary>
internal sealed class Passwords
{
    // OWASP's recommendation for PBKDF2-HMAC-SHA512.
    private const int Iterations = 210_000;

    private readonly PasswordHasher<AccountRow> _hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new Lazy<string>(() => Hash("nobody's password"));

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>
    /// Whether the password is the account's. An account that does not exist costs the same time and is never right.
    /// </summary>
    public bool Fits(AccountRow? account, string password)
    {
        // Nor does one tell that its person has not chosen a password yet.
        var own = account?.PasswordHash is { Length: > 0 } hash ? hash : null;
        return _hasher.VerifyHashedPassword(Nobody, own ?? _nobodys.Value, password)
            is not PasswordVerificationResult.Failed && own is not null;
    }

    private static AccountRow Nobody { get; } = new() { Login = "", PasswordHash = "" };
}

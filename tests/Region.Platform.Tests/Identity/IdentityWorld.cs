using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;

namespace Region.Platform.Tests.Identity;

/// <summary>Three issuers with keys of their own, and the validator of one of them, villages.</summary>
internal sealed class IdentityWorld : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("region-keys-");
    private readonly Dictionary<string, SigningKeys> _keys = new(StringComparer.Ordinal);
    private readonly Issuers _issuers;

    public IdentityWorld()
    {
        foreach (var name in (string[])["gateway", "villages", "accounting"])
            _keys[name] = new SigningKeys(KeyFile(name), Clock);

        var others = new Dictionary<string, Func<CancellationToken, Task<PublicKeySet>>>(StringComparer.Ordinal)
        {
            ["gateway"] = _ => FetchAsync("gateway"),
            ["accounting"] = _ => FetchAsync("accounting"),
        };
        _issuers = new Issuers("villages", _keys["villages"], others, Clock, NullLogger<Issuers>.Instance);
        Validator = new TokenValidator(_issuers, Clock);
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public TokenValidator Validator { get; }

    /// <summary>Whether the other issuers answer.</summary>
    public bool Reachable { get; set; } = true;

    /// <summary>How often another issuer was asked for its keys.</summary>
    public int Fetches { get; private set; }

    public static Caller Accountant { get; } = new()
    {
        Login = "v0101.kj",
        Name = "王会计",
        Role = Role.VillageAccountant,
        Unit = "V0101",
        Region = "R01",
        Book = "V0101",
    };

    public SigningKeys Keys(string issuer) => _keys[issuer];

    public string KeyFile(string issuer) => Path.Combine(_folder.FullName, "keys", $"{issuer}.json");

    public string Mint(string issuer, Caller caller, TimeSpan? lifetime = null) =>
        new TokenMint(issuer, _keys[issuer], Clock).Mint(caller, lifetime ?? TimeSpan.FromMinutes(15));

    public async Task<Caller?> CallerOfAsync(string token) =>
        (await Validator.ValidateAsync(token, TestContext.Current.CancellationToken)).Caller;

    /// <summary>A token with any header and claims, signed with any key, as no honest issuer would make it.</summary>
    public static string Forge(string header, string claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Signs as the named issuer itself would.</summary>
    public Func<byte[], byte[]> SignatureOf(string issuer) => bytes =>
        _keys[issuer].Current().ECDsa.SignData(bytes, HashAlgorithmName.SHA256);

    public string KeyIdOf(string issuer) => _keys[issuer].Current().KeyId;

    /// <summary>The claims of a good token of the accountant, in which a test replaces what it is about.</summary>
    public string Claims(params (string From, string To)[] changes)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = $$"""
            {"iss":"gateway","aud":"region","sub":"v0101.kj","name":"王会计","role":"10","unit":"V0101","region":"R01",
            "book":"V0101","iat":{{now}},"nbf":{{now}},"exp":{{now + 900}}}
            """;
        return changes.Aggregate(claims, (text, change) => text.Contains(change.From, StringComparison.Ordinal)
            ? text.Replace(change.From, change.To, StringComparison.Ordinal)
            : throw new ArgumentException($"There is no {change.From}.", nameof(changes)));
    }

    public string GoodHeader() => $$"""{"alg":"ES256","typ":"JWT","kid":"{{KeyIdOf("gateway")}}"}""";

    public void Dispose()
    {
        _issuers.Dispose();
        foreach (var keys in _keys.Values)
            keys.Dispose();

        _folder.Delete(recursive: true);
    }

    private Task<PublicKeySet> FetchAsync(string issuer)
    {
        Fetches++;
        return Reachable ? Task.FromResult(_keys[issuer].Published()) : throw new HttpRequestException("down");
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

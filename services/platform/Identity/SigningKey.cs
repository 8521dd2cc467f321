using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Region.Platform.Identity;

/// <summary>One ES256 key as it lies in the key file: a JSON Web Key with its private part and its birthday.</summary>
internal sealed record SigningKey
{
    [JsonPropertyName("kid")]
    public required string Id { get; init; }

    [JsonPropertyName("x")]
    public required string X { get; init; }

    [JsonPropertyName("y")]
    public required string Y { get; init; }

    [JsonPropertyName("d")]
    public required string D { get; init; }

    [JsonPropertyName("created")]
    public required DateTimeOffset Created { get; init; }

    public static SigningKey Create(DateTimeOffset now)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        var x = Base64Url.EncodeToString(key.Q.X);
        var y = Base64Url.EncodeToString(key.Q.Y);
        return new SigningKey
        {
            Id = ThumbprintOf(x, y),
            X = x,
            Y = y,
            D = Base64Url.EncodeToString(key.D),
            Created = now,
        };
    }

    /// <summary>The key to sign with. The caller keeps it as long as the key is in use.</summary>
    public ECDsaSecurityKey ToSecurityKey()
    {
        var pair = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars(D),
            Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
        });

        // The shared factory keeps signers by key id for the whole process, also after the host that disposed the pair
        // has been started again with the same key.
        return new ECDsaSecurityKey(pair) { KeyId = Id, CryptoProviderFactory = new CryptoProviderFactory() };
    }

    public PublicKey ToPublicKey() => new() { Id = Id, X = X, Y = Y };

    /// <summary>The thumbprint of RFC 7638: the members in alphabetical order without spaces, hashed.</summary>
    public static string ThumbprintOf(string x, string y) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}

/// <summary>The public part of a key as it is published.</summary>
internal sealed record PublicKey
{
    [JsonPropertyName("kty")]
    public string Type { get; init; } = "EC";

    [JsonPropertyName("crv")]
    public string Curve { get; init; } = "P-256";

    [JsonPropertyName("use")]
    public string Use { get; init; } = "sig";

    [JsonPropertyName("alg")]
    public string Algorithm { get; init; } = TokenRules.Algorithm;

    [JsonPropertyName("kid")]
    public required string Id { get; init; }

    [JsonPropertyName("x")]
    public required string X { get; init; }

    [JsonPropertyName("y")]
    public required string Y { get; init; }

    /// <summary>The key to check with; null where it is not a P-256 signing key.</summary>
    public ECDsaSecurityKey? ToSecurityKey()
    {
        if (Type is not "EC" || Curve is not "P-256" || Use is not "sig" || Algorithm is not TokenRules.Algorithm)
            return null;

        try
        {
            var point = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) };
            var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return new ECDsaSecurityKey(pair) { KeyId = Id };
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>A JSON Web Key Set.</summary>
internal sealed record PublicKeySet
{
    [JsonPropertyName("keys")]
    public required IReadOnlyList<PublicKey> Keys { get; init; }
}

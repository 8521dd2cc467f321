using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;

namespace Region.Services.Tests.Gateway;

/// <summary>Tokens that somebody makes himself, each wrong in one point alone.</summary>
internal static class ForgedTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>By the gateway's own key file, as only its owner could, and by keys of others.</summary>
    public static IReadOnlyList<(string What, string Token)> Of(string keyFile, Caller caller, DateTime now)
    {
        using var own = Newest(keyFile, out var id);
        var key = KeyOf(own, id);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var strange = KeyOf(other, id);
        var good = Handler.CreateToken(Of(caller, now, key));
        var (header, payload, signature) = (good.Split('.')[0], good.Split('.')[1], good.Split('.')[2]);
        string Made(Action<SecurityTokenDescriptor> change) =>
            Handler.CreateToken(With(Of(caller, now, key), change));

        return
        [
            ("alg=none without a signature", $"{With(header, "alg", "none")}.{payload}."),
            ("alg=none with the old signature", $"{With(header, "alg", "none")}.{payload}.{signature}"),
            ("alg=NONE", $"{With(header, "alg", "NONE")}.{payload}."),
            ("no signature", $"{header}.{payload}."),
            ("the public key as a shared secret", Shared(header, payload, key)),
            ("a foreign key under the known id", Handler.CreateToken(Of(caller, now, strange))),
            ("its own key in its header", Handler.CreateToken(WithOwnKey(Of(caller, now, strange), other))),
            ("another role in the payload", $"{header}.{With(payload, "role", $"{(int)Role.Auditor}")}.{signature}"),
            ("another audience", Made(token => token.Audience = "elsewhere")),
            ("no audience", Made(token => token.Audience = null)),
            ("expired", Handler.CreateToken(Of(caller, now.AddMinutes(-20), key))),
            ("not valid yet", Handler.CreateToken(Of(caller, now.AddMinutes(5), key))),
            ("too long a life", Made(token => token.Expires = now.AddDays(1))),
            ("no end", Made(token => token.Expires = null)),
            ("a path as the id of its key", $"{With(header, "kid", "../../keys/gateway")}.{payload}.{signature}"),
            ("three dots", "..."),
        ];
    }

    // As it lies in the file: a JSON Web Key with its private part; the newest signs.
    private static ECDsa Newest(string keyFile, out string id)
    {
        var key = JsonNode.Parse(File.ReadAllText(keyFile))!.AsArray()[^1]!;
        byte[] Part(string name) => Base64UrlEncoder.DecodeBytes(key[name]!.GetValue<string>());

        id = key["kid"]!.GetValue<string>();
        return ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Part("d"),
            Q = new ECPoint { X = Part("x"), Y = Part("y") },
        });
    }

    // The shared factory would keep the signer of one test for the next.
    private static ECDsaSecurityKey KeyOf(ECDsa pair, string id) =>
        new(pair) { KeyId = id, CryptoProviderFactory = new CryptoProviderFactory() };

    private static SecurityTokenDescriptor Of(Caller caller, DateTime now, SecurityKey key) => new()
    {
        Issuer = TokenRules.PeoplesIssuer,
        Audience = TokenRules.Audience,
        IssuedAt = now,
        NotBefore = now,
        Expires = now.AddMinutes(10),
        SigningCredentials = new SigningCredentials(key, TokenRules.Algorithm),
        Claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = caller.Login,
            ["name"] = caller.Name,
            ["role"] = $"{(int)caller.Role}",
            ["unit"] = caller.Unit,
            ["region"] = caller.Region,
            ["book"] = caller.Book,
        },
    };

    private static SecurityTokenDescriptor With(SecurityTokenDescriptor token, Action<SecurityTokenDescriptor> change)
    {
        change(token);
        return token;
    }

    private static SecurityTokenDescriptor WithOwnKey(SecurityTokenDescriptor token, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        token.AdditionalHeaderClaims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["jwk"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = Base64UrlEncoder.Encode(point.X),
                ["y"] = Base64UrlEncoder.Encode(point.Y),
            },
        };
        return token;
    }

    // Old libraries took the published key for the secret of a symmetric algorithm.
    private static string Shared(string header, string payload, ECDsaSecurityKey key)
    {
        var text = $"{With(header, "alg", "HS256")}.{payload}";
        var secret = Encoding.ASCII.GetBytes(key.ECDsa.ExportSubjectPublicKeyInfoPem());
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    private static string With(string part, string name, string value)
    {
        var json = JsonNode.Parse(Base64UrlEncoder.Decode(part))!;
        json[name] = value;
        return Base64UrlEncoder.Encode(json.ToJsonString());
    }
}

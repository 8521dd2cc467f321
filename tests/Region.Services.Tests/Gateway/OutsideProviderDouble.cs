using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Region.Testing;

namespace Region.Services.Tests.Gateway;

/// <summary>A small provider that people log in with: it answers a code with a token for one person.</summary>
internal sealed class OutsideProviderDouble : IAsyncDisposable
{
    public const string ClientId = "region";
    public const string Secret = "client-secret";

    private readonly WebApplication _app;
    private readonly ECDsaSecurityKey _key = NewKey();

    public OutsideProviderDouble()
    {
        var port = Ports.Next();
        Issuer = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/authorize",
            token_endpoint = $"{Issuer}/token",
            jwks_uri = $"{Issuer}/jwks",
        }));
        _app.MapGet("/jwks", () => Results.Json(new { keys = new[] { Publish(_key) } }));

        // As a delegate: taken for a request delegate, its answer would be thrown away.
        _app.MapPost("/token", (Delegate)RedeemAsync);
    }

    public string Issuer { get; }

    /// <summary>What the browser was sent with; a provider remembers it beside the code.</summary>
    public Dictionary<string, string> Asked { get; set; } = [];

    public string Subject { get; set; } = "sub-of-the-accountant";

    public string? OtherIssuer { get; set; }

    public string? OtherAudience { get; set; }

    public string? OtherNonce { get; set; }

    public bool SignsWithAnotherKey { get; set; }

    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(5);

    public string[] Settings =>
    [
        $"--Region:Oidc:Issuer={Issuer}", $"--Region:Oidc:ClientId={ClientId}", $"--Region:Oidc:ClientSecret={Secret}",
    ];

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> RedeemAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)));
        var expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Secret}"))}";
        var fits = form["code"] == "good-code"
            && challenge == Asked["code_challenge"]
            && form["redirect_uri"] == Asked["redirect_uri"]
            && context.Request.Headers.Authorization == expected;
        return fits ? Results.Json(new { id_token = Sign() }) : Results.BadRequest();
    }

    private string Sign()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = OtherIssuer ?? Issuer,
            Audience = OtherAudience ?? ClientId,
            IssuedAt = now.AddHours(-1),
            NotBefore = now.AddHours(-1),
            Expires = now + Life,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = Subject,
                ["nonce"] = OtherNonce ?? Asked["nonce"],
            },
            SigningCredentials = new SigningCredentials(SignsWithAnotherKey ? NewKey() : _key, "ES256"),
        });
    }

    private static ECDsaSecurityKey NewKey() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "key-1" };

    private static object Publish(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            kid = key.KeyId,
            use = "sig",
            x = Base64Url.EncodeToString(point.X),
            y = Base64Url.EncodeToString(point.Y),
        };
    }
}

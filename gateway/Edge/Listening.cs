using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Region.Gateway.Problems;
using Region.Gateway.Rest;

namespace Region.Gateway.Edge;

/// <summary>
/// A further address, for use beyond this machine: <c>Region:Listen</c> (such as 0.0.0.0:5443; without a port, 5443)
/// with the certificate in <c>Region:Certificate</c> and <c>Region:CertificateKey</c> (PEM), or in
/// <c>Region:Certificate</c> alone (PKCS#12). The plain port stays on loopback, for the services.
/// </summary>
internal static class Listening
{
    /// <summary>The port of an address that names none.</summary>
    public const int UsualPort = 5443;

    private static readonly string[] Open =
    [
        "/v1", "/api", "/css", "/js", "/img", "/openapi.json", "/.well-known/jwks.json", "/healthz", "/readyz",
        "/favicon.ico",
    ];

    /// <summary>Whether every address that the gateway listens on is this machine's own.</summary>
    public static bool IsLoopbackOnly(IConfiguration configuration) =>
        (Address(configuration) is not { } address || IPAddress.IsLoopback(address.Address))
        && (configuration["Region:Bind"] is not { Length: > 0 } bind || IPAddress.IsLoopback(IPAddress.Parse(bind)));

    /// <summary>The address that people use from elsewhere; null where there is none with a certificate.</summary>
    public static string? Secure(IConfiguration configuration) =>
        Address(configuration) is { } address && configuration["Region:Certificate"] is { Length: > 0 }
            ? $"https://{address}"
            : null;

    public static void AddListening(this WebApplicationBuilder builder)
    {
        var address = Address(builder.Configuration);
        var certificate = Certificate(builder.Configuration);
        if (address is not null && certificate is null && !IPAddress.IsLoopback(address.Address))
        {
            throw new InvalidOperationException(
                $"在 {address} 上监听需要证书：请设置 Region:Certificate 和 Region:CertificateKey（PEM 文件）。");
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Each method has its own, smaller limit. A client that sends somewhat more still hears why.
            kestrel.Limits.MaxRequestBodySize = 2 * RestMethod.LargestBody;

            // The platform lifts this for services; the gateway faces clients that may be slow on purpose.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, TimeSpan.FromSeconds(5));
            if (address is null)
                return;

            kestrel.Listen(address, port =>
            {
                port.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                    port.UseHttps(certificate);
            });
        });
    }

    /// <summary>
    /// On that address only what the world may see is served: no metrics, no event routes, and no gRPC, whose login
    /// would not be counted. It stands behind routing, since a page is open because it is one.
    /// </summary>
    public static IApplicationBuilder UseListening(this WebApplication app)
    {
        var port = Address(app.Configuration)?.Port;
        return app.Use((context, next) => context.Connection.LocalPort != port || IsOpen(context)
            ? next(context)
            : ProblemWriter.WriteAsync(context, Unknown.Of(StatusCodes.Status404NotFound)));
    }

    private static bool IsOpen(HttpContext context) => context.Request.Path == "/"
        || context.GetEndpoint()?.IsPage() is true
        || Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static IPEndPoint? Address(IConfiguration configuration)
    {
        if (configuration["Region:Listen"] is not { Length: > 0 } text)
            return null;

        if (!IPEndPoint.TryParse(text, out var address))
            throw new InvalidOperationException($"Region:Listen 应为“地址:端口”，例如 0.0.0.0:5443，而不是 {text}。");

        if (address.Port > 0)
            return address;

        // Loopback without port and certificate is what the plain port does already.
        var plain = IPAddress.IsLoopback(address.Address) && configuration["Region:Certificate"] is null or "";
        return plain ? null : new IPEndPoint(address.Address, UsualPort);
    }

    private static X509Certificate2? Certificate(ConfigurationManager configuration)
    {
        if (configuration["Region:Certificate"] is not { Length: > 0 } file)
            return null;

        if (configuration["Region:CertificateKey"] is not { Length: > 0 } key)
            return X509CertificateLoader.LoadPkcs12FromFile(file, password: null);

        // Through PKCS#12, since TLS on Windows cannot use a key that lives in memory only.
        using var pem = X509Certificate2.CreateFromPemFile(file, key);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
    }
}

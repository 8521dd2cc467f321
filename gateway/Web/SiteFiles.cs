using System.Security.Cryptography;

namespace Region.Gateway.Web;

/// <summary>The one style sheet and the one script; their addresses change with their content.</summary>
internal static class SiteFiles
{
    private static readonly Asset Css = Asset.Read("css", "text/css; charset=utf-8");
    private static readonly Asset Script = Asset.Read("js", "text/javascript; charset=utf-8");

    public static string Style => Css.Path;

    public static string Code => Script.Path;

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var asset in (Asset[])[Css, Script])
        {
            app.MapGet(asset.Path, (HttpResponse response) =>
            {
                response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Results.Bytes(asset.Content, asset.MediaType);
            });
        }
    }

    private sealed record Asset(string Path, string MediaType, byte[] Content)
    {
        public static Asset Read(string kind, string mediaType)
        {
            using var stream = typeof(SiteFiles).Assembly.GetManifestResourceStream($"site.{kind}")!;
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            var content = buffer.ToArray();
            var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
            return new Asset($"/{kind}/site-{hash}.{kind}", mediaType, content);
        }
    }
}

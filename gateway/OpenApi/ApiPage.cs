using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using Region.Gateway.Rest;

namespace Region.Gateway.OpenApi;

/// <summary>The document at /openapi.json and the page that browses it at /api; nothing comes from outside.</summary>
internal static class ApiPage
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Maps /openapi.json; the document is made once, and a known ETag is answered 304.</summary>
    public static IEndpointConventionBuilder MapOpenApi(
        this IEndpointRouteBuilder app, IReadOnlyList<RestMethod> methods)
    {
        var document = new Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)>(() =>
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(OpenApiDocument.Of(methods), Readable);
            var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
            return (bytes, new EntityTagHeaderValue($"\"{tag}\""));
        });
        return app.MapGet("/openapi.json", () => Results.Bytes(
            document.Value.Bytes, "application/json; charset=utf-8", entityTag: document.Value.Tag));
    }

    public static IApplicationBuilder UseApiPage(this IApplicationBuilder app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "api";
        page.DocumentTitle = "接口清单";
        page.SwaggerEndpoint("/openapi.json", "区域党委强村公司协同系统接口 v1");
        page.EnableDeepLinking();
        page.DisplayRequestDuration();
        page.DefaultModelsExpandDepth(0);

        // Without an address for its validator, the page asks nobody outside to check the document.
        page.ConfigObject.ValidatorUrl = null;
    });
}

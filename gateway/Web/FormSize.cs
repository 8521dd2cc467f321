using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Region.Gateway.Problems;

namespace Region.Gateway.Web;

/// <summary>How large a form may be. Who has not logged in sends no files.</summary>
internal sealed record FormSize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
{
    /// <summary>The largest file (14 MiB), with room for the fields beside it; services bound their own.</summary>
    public const long OfKnown = 15 * 1024 * 1024;

    public const long OfAnybody = 64 * 1024;

    /// <summary>Marks a form that everybody may send.</summary>
    public static FormSize Small { get; } = new(OfAnybody);

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge,
        "RESOURCE_EXHAUSTED",
        "BODY_TOO_LARGE",
        "提交的内容太大：一次最多 14 MB，请拆成几个文件，或缩小图片后再提交。");

    /// <summary>
    /// Bounds what is read. A file that says itself that it is too large is let through to its end,
    /// as far as the server takes it, since browsers hear no answer while they are still sending.
    /// </summary>
    public static async Task<Problem?> WhyNotAsync(HttpContext context)
    {
        if (context.Request.ContentLength is > OfKnown)
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            return TooLarge;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = OfKnown;

        return null;
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Region.Gateway.Edge;
using Region.Gateway.Identity;

namespace Region.Gateway.Web;

/// <summary>The plain page at /system: what runs and where to go. No scripts, nothing from outside.</summary>
internal static class FrontPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly byte[] Css = Resource("front.css");

    // The address changes with the content, so browsers may keep it for good.
    private static readonly string CssPath =
        $"/css/front-{Convert.ToHexStringLower(SHA256.HashData(Css).AsSpan(0, 6))}.css";

    public static void MapFrontPage(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/system", [HttpMethods.Get, HttpMethods.Head], AnswerAsync).WithMetadata(Counted.AsPage);
        app.MapGet(CssPath, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(Css, "text/css; charset=utf-8");
        });
        app.MapGet("/favicon.ico", () => Results.NoContent());
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ServiceStates states, SampleMode sample)
    {
        var services = await states.AskAsync(request.HttpContext.RequestAborted);
        var page = Render(services, sample.On, $"{request.Scheme}://{request.Host}");
        return Results.Text(page, "text/html; charset=utf-8", Encoding.UTF8);
    }

    internal static string Render(
        IReadOnlyList<(string Name, ServiceState State)> services, bool sample, string address) =>
        Encoding.UTF8.GetString(Resource("front.html"))
            .Replace("{css}", CssPath, StringComparison.Ordinal)
            .Replace("{summary}", Summary(services), StringComparison.Ordinal)
            .Replace("{services}", string.Concat(services.Select(Row)), StringComparison.Ordinal)
            .Replace("{sample}", sample ? Sample() : "", StringComparison.Ordinal)
            .Replace("{address}", Html.Encode(address), StringComparison.Ordinal);

    private static string Summary(IReadOnlyList<(string Name, ServiceState State)> services)
    {
        var ready = services.Count(service => service.State is ServiceState.Ready);
        return ready == services.Count
            ? $"""<p class="sum ok">全部 {ready} 个服务运行正常。</p>"""
            : $"""<p class="sum bad">{services.Count} 个服务中有 {services.Count - ready} 个尚未就绪，刷新本页可再次查看。</p>""";
    }

    private static string Row((string Name, ServiceState State) service)
    {
        var (mark, words) = service.State switch
        {
            ServiceState.Ready => ("ok", "正常"),
            ServiceState.Starting => ("wait", "未就绪"),
            ServiceState.Unreachable => ("bad", "连不上"),
        };
        var name = Html.Encode(service.Name);
        return $"""<li><b>{Title(service.Name)}</b><code>{name}</code><span class="{mark}">{words}</span></li>""";
    }

    private static string Title(string service) => service switch
    {
        "gateway" => "网关",
        "villages" => "村社名册与职务",
        "procurement" => "物资统一采购",
        "accounting" => "独立建账核算",
        _ => "服务",
    };

    private static string Sample() =>
        $"""
        <section><h2>样例数据</h2>
        <p>目前运行在样例数据上，只在本机可用。样例登录名（如 <code>county</code>、<code>r01.manager</code>、<code>v0101.accountant</code>）
        的密码都是 <code>{Html.Encode(SampleLogins.Password)}</code>。</p></section>
        """;

    private static byte[] Resource(string name)
    {
        using var stream = typeof(FrontPage).Assembly.GetManifestResourceStream(name)!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}

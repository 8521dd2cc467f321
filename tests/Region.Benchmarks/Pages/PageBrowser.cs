using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Region.Benchmarks.Pages;

/// <summary>Looks at pages and sends their forms as a browser does, many people side by side.</summary>
internal sealed partial class PageBrowser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;

    internal PageBrowser(Uri site) => _http = new HttpClient(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = Patience,
    })
    {
        BaseAddress = site,
        Timeout = Patience,
    };

    /// <summary>Looks at a page; answers the milliseconds until its last byte.</summary>
    internal async Task<double> LookAsync(SeatedPerson person, string path, CancellationToken cancellationToken)
    {
        using var request = Ask(HttpMethod.Get, path, person.Cookie);
        var watch = Stopwatch.StartNew();
        using var answer = await _http.SendAsync(request, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var took = watch.Elapsed.TotalMilliseconds;
        return answer.StatusCode is HttpStatusCode.OK
            ? took
            : throw new InvalidOperationException($"{person.Login} {path}: {(int)answer.StatusCode}");
    }

    /// <summary>Opens a page with a form, and answers what its hidden fields and cookies hold.</summary>
    internal async Task<OpenForm> OpenAsync(SeatedPerson person, string path, CancellationToken cancellationToken)
    {
        using var request = Ask(HttpMethod.Get, path, person.Cookie);
        using var answer = await _http.SendAsync(request, cancellationToken);
        var html = await answer.Content.ReadAsStringAsync(cancellationToken);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? set.Select(cookie => cookie.Split(';')[0])
            : [];
        var main = html[html.IndexOf("data-entry", StringComparison.Ordinal)..];
        var fields =
            from match in Hidden().Matches(main[..main.IndexOf("</form>", StringComparison.Ordinal)])
            select KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value));
        return new OpenForm(path, string.Join("; ", [person.Cookie, .. cookies]), [.. fields]);
    }

    /// <summary>Sends a form with what was typed; answers whether it was done, and the milliseconds.</summary>
    internal async Task<(bool Done, double Took)> SendAsync(
        OpenForm form,
        IEnumerable<KeyValuePair<string, string>> typed,
        CancellationToken cancellationToken)
    {
        using var request = Ask(HttpMethod.Post, form.Path, form.Cookies);
        request.Content = new FormUrlEncodedContent([.. form.Fields, .. typed]);
        var watch = Stopwatch.StartNew();
        using var answer = await _http.SendAsync(request, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return (answer.StatusCode is HttpStatusCode.SeeOther, watch.Elapsed.TotalMilliseconds);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Ask(HttpMethod method, string path, string cookies)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);

        return request;
    }

    [GeneratedRegex(
        """<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" ?/>""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Hidden();
}

/// <summary>A form on somebody's screen.</summary>
internal sealed record OpenForm(string Path, string Cookies, IReadOnlyList<KeyValuePair<string, string>> Fields);

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts.Access.V1;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>
/// What every answer tells browsers, whichever route gave it; and requests that two servers would read differently.
/// </summary>
[Collection<SharedRegions>]
public sealed partial class HeaderAttackTests(TwoRegions world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Uri Site => world.World.Http(Slice.Gateway);

    [Fact]
    public async Task Every_route_answers_with_the_whole_set_of_headers()
    {
        using var people = new SitePeople(Site);
        var accountant = await people.OfAsync(Role.VillageAccountant, Cancelled);
        var own = SitePeople.OwnOf(world, Role.VillageAccountant, Stage.Settled);
        var token = world.World.Token(Callers.Of(Role.VillageAccountant, "V0101"));
        var routes = world.World.Services(Slice.Gateway).GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}")
            .Where(route => !route.Contains("{unimplemented", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ToArray();
        routes.Length.ShouldBeGreaterThan(150);
        foreach (var route in routes)
        {
            var path = route.Contains("/v1/", StringComparison.Ordinal) || route.Contains('*', StringComparison.Ordinal)
                ? Place().Replace(route, "V0101")
                : new SitePage(route).At(own);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await accountant.Http.SendAsync(request, Cancelled);
            Judge(answer, path);
        }
    }

    [Fact]
    public async Task A_stored_file_is_saved_and_never_shown_in_the_site_s_name()
    {
        using var http = new HttpClient { BaseAddress = Site };
        var own = world.IdsOf("R01", Stage.Settled, "V0101");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/books/V0101/files/{own.Known["file_hash"]}");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", world.World.Token(Callers.Of(Role.VillageAccountant, "V0101")));

        using var answer = await http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        Judge(answer, "file");
    }

    [Theory]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 6\r\n\r\nabcdef")]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nabcde")]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nX: a\rSet-Cookie: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task A_request_that_two_servers_would_read_differently_is_refused(string request) =>
        (await SpeakAsync(request)).ShouldStartWith("HTTP/1.1 400 ");

    [Fact]
    public async Task What_follows_a_body_with_two_lengths_is_never_read_as_a_request_of_its_own()
    {
        var said = await SpeakAsync(
            "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + "GET /public HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        said.Split("HTTP/1.1 ").Length.ShouldBe(2, said);
    }

    private static void Judge(HttpResponseMessage answer, string path)
    {
        string Header(string name) => string.Join(", ", answer.Headers.TryGetValues(name, out var values)
            ? values : answer.Content.Headers.TryGetValues(name, out values) ? values : []);

        var policy = Header("Content-Security-Policy");
        policy.ShouldContain("default-src 'none'", Case.Sensitive, path);
        policy.ShouldContain("frame-ancestors 'none'", Case.Sensitive, path);
        policy.ShouldContain("base-uri 'none'", Case.Sensitive, path);
        policy.ShouldNotContain("unsafe-eval", Case.Sensitive, path);
        policy.ShouldNotContain("http", Case.Sensitive, path);
        policy.ShouldNotContain("script-src 'self' '", Case.Sensitive, path);
        Header("X-Content-Type-Options").ShouldBe("nosniff", path);
        Header("Referrer-Policy").ShouldBe("no-referrer", path);
        Header("Permissions-Policy").ShouldContain("camera=()", Case.Sensitive, path);
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin", path);
        Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin", path);
        Header("Server").ShouldBeEmpty(path);
        Header("X-Powered-By").ShouldBeEmpty(path);
        if (path.StartsWith("/v1/", StringComparison.Ordinal)
            || (answer.Content.Headers.ContentType?.MediaType is "text/html"
                && !path.StartsWith("/api", StringComparison.Ordinal)))
            Header("Cache-Control").ShouldContain("no-store", Case.Sensitive, path);

        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            cookie.ShouldContain("httponly", Case.Insensitive, path);
            cookie.ShouldContain("samesite=", Case.Insensitive, path);
        }
    }

    /// <summary>Sends bytes as they are, and reads until the server closes.</summary>
    private async Task<string> SpeakAsync(string request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Site.Port, limit.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), limit.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(limit.Token);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}

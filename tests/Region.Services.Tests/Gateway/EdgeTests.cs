using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Region.Gateway;
using Region.Gateway.Identity;
using Region.Gateway.Web;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class EdgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_come_back()
    {
        await using var world = await GatewayWorld.StartAsync(
            Token, "--Region:Limits:PerAddress:Burst=3", "--Region:Limits:PerAddress:PerSecond=1");

        var answers = new List<HttpResponseMessage>();
        for (var request = 0; request < 10; request++)
            answers.Add(await world.Http.GetAsync("/v1/regions/R01", Token));

        var refused = answers.First(answer => answer.StatusCode is HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.JsonAsync(Token)).Text("reason").ShouldBe("TOO_MANY_REQUESTS");
        (await world.Http.GetAsync("/healthz", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logins_are_limited_more_strictly_than_the_rest()
    {
        await using var world = await GatewayWorld.StartAsync(Token, "--Region:Limits:Login:Burst=1");

        var logins = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            world.PostAsync("/v1/login", """{"login":"a","password":"b"}""", Token)));
        using var other = await world.Http.GetAsync("/v1/regions/R01", Token);

        logins.ShouldContain(login => login.StatusCode == HttpStatusCode.TooManyRequests);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/index.html")]
    [InlineData("/openapi.json")]
    [InlineData("/v1/regions/R99")]
    [InlineData("/nowhere")]
    public async Task Every_answer_tells_browsers_to_take_nothing_from_outside(string path)
    {
        await using var world = await GatewayWorld.StartAsync(Token);

        using var answer = await world.Http.GetAsync(path, Token);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("http");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_of_services_is_small_plain_and_says_what_runs()
    {
        await using var world = await GatewayWorld.StartAsync(Token, "--Region:Services:villages:HttpPort=1");

        using var answer = await world.Http.GetAsync("/system", Token);

        var html = await answer.Content.ReadAsStringAsync(Token);
        html.Length.ShouldBeLessThan(20 * 1024);
        html.ShouldContain("村社名册");
        html.ShouldContain("连不上");
        html.ShouldContain("/api");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("样例-2026");
        var css = html.Split("href=\"")[1].Split('"')[0];
        (await world.Http.GetAsync(css, Token)).Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
    }

    [Fact]
    public void The_page_of_services_of_a_sample_names_the_sample_password() =>
        FrontPage.Render([("gateway", ServiceState.Ready)], sample: true, "http://x").ShouldContain("样例-2026");

    [Fact]
    public void The_page_of_services_shows_a_strange_host_name_as_text() =>
        FrontPage.Render([], sample: false, "http://<b>").ShouldContain("http://&lt;b&gt;/v1/login");

    [Fact]
    public void Listening_beyond_loopback_without_a_certificate_is_refused() =>
        Should.Throw<InvalidOperationException>(() => GatewayApp.Build(["--Region:Listen=0.0.0.0:5443"]))
            .Message.ShouldContain("证书");

    [Fact]
    public async Task The_further_address_speaks_TLS_and_shows_only_what_the_world_may_see()
    {
        var folder = Directory.CreateTempSubdirectory("region-tls-");
        var (certificate, key) = SelfSigned(folder.FullName);
        var port = Ports.Next();
        await using var world = await GatewayWorld.StartAsync(
            Token,
            $"--Region:Listen=127.0.0.1:{port}",
            $"--Region:Certificate={certificate}",
            $"--Region:CertificateKey={key}");
        using var handler = new SocketsHttpHandler();
        var expected = X509Certificate2.CreateFromPemFile(certificate, key).Thumbprint;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            string.Equals(shown?.GetCertHashString(), expected, StringComparison.Ordinal);
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}") };

        using var open = await http.GetAsync("/v1/regions/R01", Token);
        using var closed = await http.GetAsync("/dapr/subscribe", Token);
        using var inside = await world.Http.GetAsync("/dapr/subscribe", Token);

        open.StatusCode.ShouldBe(HttpStatusCode.OK);
        open.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
        closed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        inside.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_TLS_the_session_s_cookie_belongs_to_this_host_alone_and_travels_only_over_TLS()
    {
        var folder = Directory.CreateTempSubdirectory("region-tls-");
        var (certificate, key) = SelfSigned(folder.FullName);
        var port = Ports.Next();
        await using var world = await GatewayWorld.StartSampleAsync(
            Token,
            $"--Region:Listen=127.0.0.1:{port}",
            $"--Region:Certificate={certificate}",
            $"--Region:CertificateKey={key}");
        world.Conversation.Posts.Add(PostsOf.Accountant("v0101.accountant", "V0101"));
        using var handler = new SocketsHttpHandler();
        var expected = X509Certificate2.CreateFromPemFile(certificate, key).Thumbprint;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            string.Equals(shown?.GetCertHashString(), expected, StringComparison.Ordinal);
        using var browser = new Browser(new Uri($"https://127.0.0.1:{port}"), handler);

        using var login = await browser.SendAsync(
            "/login", Token, ("login", "v0101.accountant"), ("password", SampleLogins.Password));

        login.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var cookie = login.Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("__Host-region-session=", StringComparison.Ordinal));
        cookie.ShouldContain("secure");
        cookie.ShouldContain("httponly");
        cookie.ShouldNotContain("domain");
        login.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    private static (string Certificate, string Key) SelfSigned(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var files = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}

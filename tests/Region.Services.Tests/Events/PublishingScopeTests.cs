using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Region.Contracts;
using Region.Sidecar;
using Shouldly;

namespace Region.Services.Tests.Events;

/// <summary>The sidecar takes an event only from the one service whose topic it is.</summary>
public sealed class PublishingScopeTests : IAsyncLifetime
{
    private const string Operator = "operator-token-of-the-test";
    private static readonly string[] Apps = ["villages", "procurement", "accounting"];

    private readonly string _folder = Directory.CreateTempSubdirectory("region-forged-").FullName;
    private readonly HttpClient _http = new();
    private WebApplication _sidecar = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sidecar = SidecarApp.Build(
        [
            "--Sidecar:HttpPort=0",
            "--Sidecar:GrpcPort=0",
            $"--Sidecar:Database={_folder}/sidecar.db",
            $"--Sidecar:OperatorToken={Operator}",
            "--Logging:LogLevel:Default=None",
            .. Apps.SelectMany((app, index) => (string[])
            [
                $"--Sidecar:Apps:{index}:AppId={app}",
                $"--Sidecar:Apps:{index}:ApiToken={TokenOf(app)}",
                $"--Sidecar:Apps:{index}:AppToken=app-token",
                $"--Sidecar:Apps:{index}:BaseAddress=",
                $"--Sidecar:Apps:{index}:PublishingScopes={ScopeOf(app)}",
            ]),
        ]);
        await _sidecar.StartAsync(Cancelled);
        _http.BaseAddress = new Uri(_sidecar.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sidecar.StopAsync(CancellationToken.None);
        await _sidecar.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_service_publishes_its_own_topics_and_is_forbidden_every_other_one()
    {
        foreach (var topic in Topics.All)
        {
            foreach (var app in Apps)
            {
                var own = string.Equals(topic.Publisher, app, StringComparison.Ordinal);

                (await PublishAsync(topic.Name, TokenOf(app))).ShouldBe(
                    own ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, $"{app} to {topic.Name}");
            }
        }

        (await PublishAsync("somebody.else-s.v1", TokenOf("accounting"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_an_apps_token_nothing_is_published()
    {
        foreach (var topic in Topics.All)
        {
            foreach (var token in (string?[])[null, "", "wrong", $"{TokenOf(topic.Publisher)}x", Operator, "app-token"])
                (await PublishAsync(topic.Name, token)).ShouldBe(HttpStatusCode.Unauthorized, topic.Name);
        }
    }

    private static string TokenOf(string app) => $"api-token-of-{app}";

    private static string ScopeOf(string app) => string.Join(
        ',', Topics.All.Where(topic => topic.Publisher == app).Select(topic => topic.Name));

    private async Task<HttpStatusCode> PublishAsync(string topic, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1.0/publish/{Topics.Component}/{topic}")
        {
            Content = new StringContent("""{"book":"V0101"}""", Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Add("dapr-api-token", token);

        using var answer = await _http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}

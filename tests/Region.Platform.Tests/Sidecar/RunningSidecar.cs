using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Sidecar;
using Region.Sidecar.Apps;

namespace Region.Platform.Tests.Sidecar;

/// <summary>A sidecar in this process, on free ports, with a database of its own.</summary>
internal sealed class RunningSidecar : IAsyncDisposable
{
    public const string OperatorToken = "operator-secret";
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private RunningSidecar(WebApplication app, string folder, bool ownsFolder)
    {
        _app = app;
        _folder = folder;
        _ownsFolder = ownsFolder;
        var addresses = app.Urls.ToArray();
        (HttpAddress, GrpcAddress) = (addresses[0], addresses[1]);
        Client = new HttpClient { BaseAddress = new Uri(HttpAddress) };
    }

    public string HttpAddress { get; }

    public string GrpcAddress { get; }

    /// <summary>Shows no token of its own.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Whether it takes the app to be listening.</summary>
    public bool IsUp(string appId) => Services.GetRequiredService<AppRegistry>().Find(appId)!.IsUp;

    public static string TokenOf(string appId) => $"{appId}-secret";

    public static string NewFolder() => Directory.CreateTempSubdirectory("region-sidecar-").FullName;

    /// <summary>
    /// Starts it for apps given as id and address; an empty address makes an app that only publishes.
    /// </summary>
    public static Task<RunningSidecar> StartAsync(params (string AppId, string Address)[] apps) =>
        StartAsync(NewFolder(), ownsFolder: true, [], apps);

    public static async Task<RunningSidecar> StartAsync(
        string folder, bool ownsFolder, string[] settings, params (string AppId, string Address)[] apps)
    {
        var app = SidecarApp.Build([.. Arguments(folder, apps), "--Logging:LogLevel:Default=None", .. settings]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningSidecar(app, folder, ownsFolder);
    }

    public static IEnumerable<string> Arguments(string folder, (string AppId, string Address)[] apps)
    {
        yield return "--Sidecar:HttpPort=0";
        yield return "--Sidecar:GrpcPort=0";
        yield return $"--Sidecar:Database={folder}/sidecar.db";
        yield return $"--Sidecar:OperatorToken={OperatorToken}";
        yield return "--Sidecar:Retry:FirstDelay=00:00:00.020";
        yield return "--Sidecar:Retry:MaxDelay=00:00:00.100";
        yield return "--Sidecar:Retry:MaxAttempts=4";
        yield return "--Sidecar:Retry:DiscoveryInterval=00:00:00.050";
        foreach (var (position, app) in apps.Index())
        {
            yield return $"--Sidecar:Apps:{position}:AppId={app.AppId}";
            yield return $"--Sidecar:Apps:{position}:ApiToken={TokenOf(app.AppId)}";
            yield return $"--Sidecar:Apps:{position}:AppToken=app-of-{app.AppId}";
            yield return $"--Sidecar:Apps:{position}:BaseAddress={app.Address}";
        }
    }

    public Task<HttpResponseMessage> PublishAsync(
        string appId, string topicAndQuery, string body, string contentType = "application/json") =>
        SendAsync(appId, HttpMethod.Post, $"/v1.0/publish/pubsub/{topicAndQuery}", body, contentType);

    public Task<HttpResponseMessage> SendAsync(
        string appId, HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("dapr-api-token", TokenOf(appId));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> OperateAsync(HttpMethod method, string path, string token = OperatorToken)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("region-operator-token", token);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<JsonElement>> DeadLettersAsync(string query = "")
    {
        using var response = await OperateAsync(HttpMethod.Get, $"/v1.0-region/dead-letters{query}");
        var page = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    public async Task<long> PendingAsync()
    {
        using var response = await OperateAsync(HttpMethod.Get, "/v1.0-region/queue");
        var lines = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return lines.EnumerateArray().Sum(line => line.GetProperty("pending").GetInt64());
    }

    /// <summary>Waits until an app's subscriptions are known, so that what is published is queued for it.</summary>
    public Task KnowsAsync(string appId, int subscriptions) => Eventually.Be(
        async () =>
        {
            using var response = await SendAsync(appId, HttpMethod.Get, "/v1.0/metadata");
            var metadata = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            return metadata.GetProperty("subscriptions").GetArrayLength() == subscriptions;
        },
        $"{appId} has {subscriptions} subscriptions");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

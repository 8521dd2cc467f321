using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Region.Platform.Tests.Sidecar;

/// <summary>What an app was sent.</summary>
internal sealed record Received(string Path, string Body, IHeaderDictionary Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}

/// <summary>An app on loopback that says what it subscribes to, records what comes and answers as it is told.</summary>
internal sealed class SubscriberApp : IAsyncDisposable
{
    private WebApplication _app;

    private SubscriberApp(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Deliveries { get; } = new();

    public int TimesAsked { get; private set; }

    /// <summary>What it answers; 200 without a body unless a test says otherwise.</summary>
    public Func<Received, (int Status, string Body)> Answer { get; set; } = _ => (200, string.Empty);

    public string Subscriptions { get; set; } = "[]";

    public int SubscribeStatus { get; set; } = 200;

    public string Address { get; private set; } = string.Empty;

    public static async Task<SubscriberApp> StartAsync(string subscriptions, string address = "http://127.0.0.1:0")
    {
        var subscriber = new SubscriberApp(null!) { Subscriptions = subscriptions };
        await subscriber.StartAgainAsync(address);
        return subscriber;
    }

    public async Task StartAgainAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = _app.Urls.Single();
    }

    public async Task StopAsync() => await _app.DisposeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path == "/dapr/subscribe")
        {
            TimesAsked++;
            context.Response.StatusCode = SubscribeStatus;
            await context.Response.WriteAsync(Subscriptions, context.RequestAborted);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name] = value;
        }

        var received = new Received(context.Request.Path, await reader.ReadToEndAsync(context.RequestAborted), headers);
        var (status, body) = Answer(received);
        Deliveries.Enqueue(received);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}

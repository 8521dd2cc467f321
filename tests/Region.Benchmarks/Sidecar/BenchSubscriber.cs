using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Region.Benchmarks.Sidecar;

/// <summary>An app that takes everything at once and notes when it came.</summary>
internal sealed class BenchSubscriber : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConcurrentBag<long> _hops = [];
    private int _missing;

    private BenchSubscriber(WebApplication app, bool bulk)
    {
        _app = app;
        var options = bulk ? ""","bulkSubscribe":{"enabled":true,"maxMessagesCount":100}""" : "";
        app.Run(context => HandleAsync(
            context, $$"""[{"topic":"t","pubsubname":"pubsub","route":"t"{{options}}}]"""));
    }

    public string Address => _app.Urls.Single();

    public Task Asked => _asked.Task;

    public Task AllReceived => _all.Task;

    public static async Task<BenchSubscriber> StartAsync(bool bulk, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var subscriber = new BenchSubscriber(builder.Build(), bulk);
        await subscriber._app.StartAsync(cancellationToken);
        return subscriber;
    }

    /// <summary>Begins a run of so many events; the hops fill as they come.</summary>
    public ConcurrentBag<long> Expect(int count)
    {
        _missing = count;
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _hops = [];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context, string subscriptions)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync(subscriptions, context.RequestAborted);
            _asked.TrySetResult();
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        if (!body.RootElement.TryGetProperty("entries", out var entries))
        {
            Note(body.RootElement);
            return;
        }

        foreach (var entry in entries.EnumerateArray())
        {
            Note(entry.GetProperty("event"));
        }

        var statuses = entries.EnumerateArray().Select(entry => new
        {
            entryId = entry.GetProperty("entryId").GetString(),
            status = "SUCCESS",
        });
        await context.Response.WriteAsJsonAsync(new { statuses }, context.RequestAborted);
    }

    private void Note(JsonElement received)
    {
        var sent = long.Parse(received.GetProperty("subject").GetString()!, CultureInfo.InvariantCulture);
        _hops.Add(Stopwatch.GetTimestamp() - sent);
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _all.TrySetResult();
        }
    }
}

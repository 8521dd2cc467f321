using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Region.Testing;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>What becomes of one delivery on its way.</summary>
internal sealed record Fate
{
    /// <summary>It never arrives; the sidecar hears 503 and sends it again.</summary>
    public required bool Dropped { get; init; }

    /// <summary>It arrives and takes effect, but the answer is lost.</summary>
    public required bool AnswerLost { get; init; }

    /// <summary>Further copies, 0 to 5.</summary>
    public required int Copies { get; init; }

    /// <summary>Whether the copies come at the same time as the original, or later, after its answer.</summary>
    public required bool AtOnce { get; init; }

    /// <summary>How long it is held back, so that later ones overtake it.</summary>
    public required TimeSpan Held { get; init; }

    /// <summary>How long after the answer late copies come.</summary>
    public required TimeSpan Late { get; init; }

    internal static Fate Draw(Random random) => new()
    {
        Dropped = random.Next(5) is 0,
        AnswerLost = random.Next(5) is 0,
        Copies = random.Next(2) is 0 ? 0 : random.Next(1, 6),
        AtOnce = random.Next(2) is 0,
        Held = TimeSpan.FromMilliseconds(random.Next(3) is 0 ? random.Next(1, 100) : 0),
        Late = TimeSpan.FromMilliseconds(random.Next(1, 120)),
    };
}

/// <summary>What the chaos has done, to show that it was there.</summary>
internal sealed class ChaosCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    internal int this[string kind] => _counts.GetValueOrDefault(kind);

    internal void Add(string kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public override string ToString() => string.Join(", ", _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}

/// <summary>
/// Stands between the sidecar and the services. Deliveries are dropped, held back, doubled up to five times, sent at
/// the same time as themselves, and their answers lost; everything else passes. The fates follow from the seed.
/// </summary>
internal sealed class DeliveryChaos : IAsyncDisposable
{
    private static readonly TimeSpan QuietWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = QuietWithin };
    private readonly Lock _gate = new();
    private Random _random = new(0);
    private WebApplication? _app;
    private volatile bool _calm = true;
    private volatile bool _closed;
    private int _underWay;
    private int _refused;

    internal ChaosCounts Counts { get; } = new();

    /// <summary>How many deliveries were turned away since the way was last closed.</summary>
    internal int Refused => Volatile.Read(ref _refused);

    internal async Task StartAsync(IReadOnlyDictionary<int, Uri> targets, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var port in targets.Keys)
                kestrel.Listen(IPAddress.Loopback, port);
        });
        _app = builder.Build();
        _app.Run(context => PassAsync(context, targets[context.Connection.LocalPort]));
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Lets loose the fates of a seed.</summary>
    internal void Rise(int seed)
    {
        lock (_gate)
            _random = new Random(seed);

        _calm = false;
    }

    /// <summary>Lets everything pass from now on.</summary>
    internal void Abate() => _calm = true;

    /// <summary>Turns every delivery away from now on, so that it waits for its next attempt.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _refused, 0);
        _closed = true;
    }

    /// <summary>Lets deliveries pass again.</summary>
    internal void Open() => _closed = false;

    /// <summary>Returns when no copy is under way any more.</summary>
    internal Task QuietAsync(CancellationToken cancellationToken) => Eventually.HoldsAsync(
        () => Task.FromResult(Volatile.Read(ref _underWay) is 0),
        QuietWithin,
        "no delivery is under way",
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();

        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context, Uri target)
    {
        var parcel = await Parcel.ReadAsync(context, target);
        var isEvent = context.Request.Path.StartsWithSegments("/events", StringComparison.Ordinal);
        var fate = isEvent && !_calm ? Draw() : null;
        var answer = isEvent && _closed
            ? Refuse()
            : fate is null ? await SendAsync(parcel) : await DisturbAsync(parcel, fate);
        context.Response.StatusCode = (int)answer.Status;
        if (answer.Type is not null)
            context.Response.ContentType = answer.Type;

        await context.Response.Body.WriteAsync(answer.Body, CancellationToken.None);
    }

    private ParcelAnswer Refuse()
    {
        Interlocked.Increment(ref _refused);
        return ParcelAnswer.NotNow;
    }

    private Fate Draw()
    {
        lock (_gate)
            return Fate.Draw(_random);
    }

    private async Task<ParcelAnswer> DisturbAsync(Parcel parcel, Fate fate)
    {
        Counts.Add("deliveries");
        if (fate.Held > TimeSpan.Zero)
        {
            Counts.Add("held back");
            await Task.Delay(fate.Held, TimeProvider.System, CancellationToken.None);
        }

        if (fate.Dropped)
        {
            Counts.Add("dropped");
            return ParcelAnswer.NotNow;
        }

        var copies = fate.AtOnce ? fate.Copies : 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, copies + 1).Select(_ => SendAsync(parcel)));
        for (var copy = 0; copy < fate.Copies; copy++)
            Counts.Add(fate.AtOnce ? "copied at once" : "copied late");

        if (!fate.AtOnce && fate.Copies > 0)
            _ = SendLateAsync(parcel, fate);

        if (!fate.AnswerLost)
            return answers[^1];

        Counts.Add("answer lost");
        return ParcelAnswer.NotNow;
    }

    private async Task SendLateAsync(Parcel parcel, Fate fate)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            for (var copy = 0; copy < fate.Copies; copy++)
            {
                await Task.Delay(fate.Late, TimeProvider.System, CancellationToken.None);
                await SendAsync(parcel);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<ParcelAnswer> SendAsync(Parcel parcel)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            using var request = parcel.ToRequest();
            using var answer = await _http.SendAsync(request, CancellationToken.None);
            return new ParcelAnswer(
                answer.StatusCode,
                answer.Content.Headers.ContentType?.ToString(),
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None));
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return ParcelAnswer.NotNow;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}

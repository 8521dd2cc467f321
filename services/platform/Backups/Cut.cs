using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>
/// One consistent moment of all stores beside a running system: every effect in it has its cause in it, and every event
/// that was announced in it was applied, lies in the queue, or waits in its outbox. The queue alone is held still for
/// the milliseconds in which the others are pinned; the decision record beside the command argues why that is enough.
/// </summary>
public sealed class Cut : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> _parts;

    private Cut(IReadOnlyList<IAsyncDisposable> parts) => _parts = parts;

    /// <summary>Everything that was answered before this moment is in the cut.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>For how long nothing could be published.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>All stores, the queue first, since it changes fastest.</summary>
    public required IReadOnlyList<PinnedStore> Stores { get; init; }

    /// <summary>Cuts through all stores.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="queue">The name of the sidecar's store, whose file lies beside the services'.</param>
    /// <param name="services">Who asks stands before who is asked.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">A store is missing, or the queue was never free.</exception>
    public static async Task<Cut> TakeAsync(
        StorageOptions options,
        string queue,
        IReadOnlyList<StoredService> services,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(clock);
        var path = StoreFactory.MainPath(options, queue);
        if (!File.Exists(path))
            throw new InvalidOperationException($"{options.Data} 里的数据不完整：缺少消息队列 {queue}.db。");

        var parts = new List<IAsyncDisposable>();
        try
        {
            var pinnedQueue = PinnedSqliteStore.Open(queue, path);
            parts.Add(pinnedQueue);
            foreach (var service in services)
            {
                var pin = ServicePin.Of(options, service);
                parts.Add(pin);
                await pin.PrepareAsync(cancellationToken);
            }

            var stores = new List<PinnedStore> { pinnedQueue };
            using var frozen = await FrozenQueueStore.FreezeAsync(path, clock, cancellationToken);
            var began = clock.GetTimestamp();
            var takenAt = clock.GetUtcNow();
            pinnedQueue.Pin();
            foreach (var pin in parts.OfType<ServicePin>())
                stores.AddRange(await pin.PinAsync(cancellationToken));

            frozen.Dispose();
            return new Cut(parts) { TakenAt = takenAt, Pause = clock.GetElapsedTime(began), Stores = stores };
        }
        catch
        {
            await DisposeAsync(parts);
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => DisposeAsync(_parts);

    private static async ValueTask DisposeAsync(IReadOnlyList<IAsyncDisposable> parts)
    {
        foreach (var part in parts)
            await part.DisposeAsync();
    }
}

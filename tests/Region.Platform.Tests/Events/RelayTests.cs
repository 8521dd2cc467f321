using Dapr.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Region.Platform.Events;
using Region.Platform.Storage;
using Region.Platform.Tests.Sidecar;
using Shouldly;

namespace Region.Platform.Tests.Events;

public sealed class RelayTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_that_nobody_foresaw_does_not_end_the_publishing_of_an_outbox()
    {
        var spoilt = new SpoiltStore();
        await using var main = new Database("test", spoilt, TimeProvider.System, _ => { });
        using var dapr = new DaprClientBuilder().Build();
        using var relay = new OutboxRelay(
            dapr, new OutboxSignals(), main, [], TimeProvider.System, NullLogger<OutboxRelay>.Instance);
        await relay.StartAsync(Cancelled);

        await Eventually.Be(() => spoilt.Reads > 1, "the outbox was tried again");

        relay.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await relay.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Outboxes_that_cannot_be_listed_do_not_end_the_sweep_of_the_services_own()
    {
        var spoilt = new SpoiltStore();
        await using var main = new Database("test", spoilt, TimeProvider.System, _ => { });
        using var dapr = new DaprClientBuilder().Build();
        using var relay = new OutboxRelay(
            dapr,
            new OutboxSignals(),
            main,
            [new SpoiltStores()],
            TimeProvider.System,
            NullLogger<OutboxRelay>.Instance);
        await relay.StartAsync(Cancelled);

        // The main one is signalled before the others are listed; only a sweep that lives on waits for its next turn.
        await Eventually.Be(() => spoilt.Reads > 0, "the own outbox was looked into");
        relay.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await relay.StopAsync(Cancelled);
        (relay.ExecuteTask!.Exception?.InnerExceptions ?? [])
            .ShouldNotContain(error => error is InvalidOperationException);
    }

    private sealed class SpoiltStores : IOutboxStores
    {
        public IAsyncEnumerable<Database> AllAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("spoilt");
    }

    private sealed class SpoiltStore : Store
    {
        private int _reads;

        internal int Reads => Volatile.Read(ref _reads);

        internal override Task<UnitOfWork> BeginAsync(
            Database database,
            string lockName,
            bool durable,
            CancellationToken cancellationToken) => throw new InvalidOperationException("spoilt");

        internal override Task<ReadSession> ReadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            throw new InvalidOperationException("spoilt");
        }

        internal override Task MigrateAsync(
            IReadOnlyList<Migration> migrations,
            CancellationToken cancellationToken) => throw new InvalidOperationException("spoilt");

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

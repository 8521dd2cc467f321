using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Region.Sidecar;
using Region.Sidecar.Store;
using Region.Sidecar.Subscriptions;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class WriterTests
{
    [Fact]
    public async Task An_event_that_waits_right_behind_a_first_registration_is_queued_for_it()
    {
        var folder = RunningSidecar.NewFolder();
        var settings = Options.Create(new SidecarSettings { Database = $"{folder}/sidecar.db" });
        using (var store = new EventStore(settings))
        {
            var table = new SubscriptionTable(TimeProvider.System);
            using var writer = new StoreWriter(store, table, TimeProvider.System, NullLogger<StoreWriter>.Instance);
            var wanted = new SubscriptionDefinition
            {
                PubSub = "pubsub",
                Topic = "t",
                Rules = [new RouteRule("", "/t")],
            };
            var published = new StoredEvent
            {
                PubSub = "pubsub",
                Topic = "t",
                Payload = "{}"u8.ToArray(),
                PublishedAt = TimeProvider.System.GetUtcNow(),
            };

            // Both wait before the loop starts, so that it finds them together.
            var registered = writer.RunAsync(
                new RegisterWrite("a", [wanted], table), TestContext.Current.CancellationToken);
            var stored = writer.RunAsync(
                new PublishWrite([published]), TestContext.Current.CancellationToken);
            await writer.StartAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(registered, stored);

            store.ReadPending(table.Of("a").ShouldHaveSingleItem().Id, 0, 10).Count.ShouldBe(1);
            await writer.StopAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(folder, recursive: true);
    }
}

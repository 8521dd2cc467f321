using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Region.Sidecar;
using Region.Sidecar.Runtime;
using Region.Sidecar.Store;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

public sealed class UpkeepTests
{
    private static readonly string[] KeepNothing = ["--Sidecar:Retention=-00:01:00"];

    [Fact]
    public async Task Acknowledged_events_are_pruned_and_waiting_ones_are_not()
    {
        await using var app = await SubscriberApp.StartAsync(
            """[{"topic":"t","pubsubname":"pubsub","route":"t"},{"topic":"u","pubsubname":"pubsub","route":"u"}]""");
        app.Answer = received => (received.Path is "/u" ? 500 : 200, "");
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(),
            ownsFolder: true,
            [.. KeepNothing, "--Sidecar:Retry:FirstDelay=01:00:00", "--Sidecar:Retry:MaxDelay=01:00:00"],
            ("a", app.Address));
        await sidecar.KnowsAsync("a", 2);
        using var done = await sidecar.PublishAsync("a", "t", "1");
        using var waiting = await sidecar.PublishAsync("a", "u", "2");
        await Eventually.Be(
            async () => app.Deliveries.Count == 2 && await sidecar.PendingAsync() == 1,
            "one waits for its next attempt");

        var pruned = await PruneAsync(sidecar);

        pruned.ShouldBe(1);
        var store = sidecar.Services.GetRequiredService<EventStore>();
        store.ReadEvent(1).ShouldBeNull();
        store.ReadEvent(2).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_pruned_while_an_app_has_never_answered()
    {
        await using var sidecar = await RunningSidecar.StartAsync(
            RunningSidecar.NewFolder(), ownsFolder: true, KeepNothing, ("a", "http://127.0.0.1:1"));
        using var published = await sidecar.PublishAsync("a", "t", "1");

        (await PruneAsync(sidecar)).ShouldBe(0);
    }

    [Fact]
    public void A_second_sidecar_on_the_same_file_is_refused()
    {
        var folder = RunningSidecar.NewFolder();
        var settings = Options.Create(
            new SidecarSettings { Database = $"{folder}/sidecar.db" });
        using (var first = new EventStore(settings))
        {
            Should.Throw<IOException>(() => new EventStore(settings));
        }

        using var after = new EventStore(settings);
        after.ReadSubscriptions().ShouldBeEmpty();
    }

    private static Task<int> PruneAsync(RunningSidecar sidecar) =>
        sidecar.Services.GetRequiredService<Upkeep>().PruneAsync(TestContext.Current.CancellationToken);
}

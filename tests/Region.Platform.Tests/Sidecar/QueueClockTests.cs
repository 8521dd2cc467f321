using Region.Sidecar.Delivery;
using Region.Sidecar.Store;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Sidecar;

/// <summary>Retries wait for a length of time, whatever happens to the time of day.</summary>
public sealed class QueueClockTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new(new DateTimeOffset(2028, 2, 29, 0, 0, 0, TimeSpan.Zero));
    private readonly SubscriptionQueue _queue;

    public QueueClockTests() => _queue = new SubscriptionQueue(_clock);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_retry_comes_after_its_wait_though_the_clock_was_set_by_a_day(int days)
    {
        _queue.Return(new DueDelivery(7, 1, null), Wait);
        _clock.Jump(TimeSpan.FromDays(days));
        _queue.Take(10).ShouldBeEmpty();
        _queue.UntilNextDue().ShouldBe(Wait);

        _clock.Advance(Wait);

        _queue.Take(10).ShouldHaveSingleItem().Seq.ShouldBe(7);
    }

    [Fact]
    public void What_failed_in_an_earlier_life_comes_at_once()
    {
        var stored = new StoredEvent
        {
            Seq = 3,
            PubSub = "pubsub",
            Topic = "t",
            Payload = [],
            PublishedAt = _clock.GetUtcNow() + TimeSpan.FromDays(1),
        };
        _queue.Add([new PendingDelivery(stored, Attempts: 9)]);

        _queue.Take(10).ShouldHaveSingleItem().Attempts.ShouldBe(9);
    }
}

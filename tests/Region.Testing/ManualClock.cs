namespace Region.Testing;

/// <summary>A clock that stands still until a test lets time pass or sets it.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;
    private long _passed;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass; negative moves the clock back, as setting it does.</summary>
    public void Advance(TimeSpan by)
    {
        _now += by;
        if (by > TimeSpan.Zero)
            _passed += by.Ticks;
    }

    /// <summary>Sets the clock to another time of day, while none passes.</summary>
    public void Jump(TimeSpan by) => _now += by;

    /// <inheritdoc />
    public override long GetTimestamp() => _passed;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;
}

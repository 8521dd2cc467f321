namespace Region.Sidecar.Delivery;

/// <summary>When a failed delivery comes again.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 30;

    /// <summary>
    /// The delay after a number of attempts: it doubles up to the maximum, and up to a fifth of it is taken off at
    /// random (0 to 999 thousandths of it), so that events that failed together do not come again together.
    /// </summary>
    public static TimeSpan After(int attempts, RetrySettings settings, int random)
    {
        var doubled = settings.FirstDelay.Ticks * (1L << Math.Clamp(attempts - 1, 0, MaxDoublings));
        var delay = doubled <= 0 ? settings.MaxDelay.Ticks : Math.Min(doubled, settings.MaxDelay.Ticks);
        return TimeSpan.FromTicks(delay - (delay / 5_000 * random));
    }
}

using System.Globalization;

namespace Grpc.Shared;

/// <summary>The format of grpc-timeout: digits and one unit out of H, M, S, m, u and n.</summary>
internal static class TimeoutFormat
{
    private const long MillisecondsPerSecond = 1000;
    private const long SecondsPerMinute = 60;
    private const long SecondsPerHour = 3600;

    /// <summary>
    /// Reads a timeout. What cannot be read, is negative or rounds down to no time at all counts as absent, as on the
    /// official server.
    /// </summary>
    public static bool TryParse(string? text, out TimeSpan timeout)
    {
        timeout = TimeSpan.Zero;
        if (text is not { Length: >= 2 })
            return false;

        var digits = text.AsSpan(0, text.Length - 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;

        var ticks = text[^1] switch
        {
            'H' => Clamped(value, TimeSpan.TicksPerHour),
            'M' => Clamped(value, TimeSpan.TicksPerMinute),
            'S' => Clamped(value, TimeSpan.TicksPerSecond),
            'm' => Clamped(value, TimeSpan.TicksPerMillisecond),
            'u' => Clamped(value, TimeSpan.TicksPerMicrosecond),
            'n' => value / TimeSpan.NanosecondsPerTick,
            _ => 0,
        };
        timeout = TimeSpan.FromTicks(ticks);
        return ticks > 0;
    }

    /// <summary>
    /// Writes a timeout in the way of the official client: three significant figures of milliseconds below 1000
    /// seconds, whole seconds from there on, always rounded up and in the largest unit that fits.
    /// </summary>
    public static string Format(TimeSpan timeout)
    {
        var milliseconds = (timeout.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond;
        if (milliseconds <= 0)
            return "1n";

        if (milliseconds >= 1000 * MillisecondsPerSecond)
            return Seconds(RoundedUp(milliseconds, MillisecondsPerSecond) / MillisecondsPerSecond);

        milliseconds = ThreeFigures(milliseconds);
        return milliseconds % MillisecondsPerSecond is 0
            ? Seconds(milliseconds / MillisecondsPerSecond)
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m");
    }

    private static long Clamped(long value, long ticksPerUnit) =>
        value > TimeSpan.MaxValue.Ticks / ticksPerUnit ? TimeSpan.MaxValue.Ticks : value * ticksPerUnit;

    private static string Seconds(long seconds)
    {
        if (seconds % SecondsPerHour is 0)
            return string.Create(CultureInfo.InvariantCulture, $"{seconds / SecondsPerHour}H");

        return seconds % SecondsPerMinute is 0
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / SecondsPerMinute}M")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds}S");
    }

    private static long ThreeFigures(long value)
    {
        var step = 1L;
        while (value / step >= 1000)
            step *= 10;

        return RoundedUp(value, step);
    }

    private static long RoundedUp(long value, long step) => (value + step - 1) / step * step;
}

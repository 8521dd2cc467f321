using System.Diagnostics;

namespace Region.Testing;

/// <summary>Waits for a condition with a bound, and says what it waited for when the bound is reached.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the condition holds; fails when it does not within the time.</summary>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition,
        TimeSpan within,
        string what,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > within)
                throw new TimeoutException($"Within {within.TotalSeconds:0.#} s this did not become true: {what}");

            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}

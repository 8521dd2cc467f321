using Xunit;

namespace Region.Platform.Tests.Sidecar;

/// <summary>Waits for a condition, bounded.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task Be(Func<bool> condition, string what) =>
        Be(() => Task.FromResult(condition()), what);

    public static async Task Be(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"It never came true within {Limit}: {what}", exception);
            }
        }
    }
}

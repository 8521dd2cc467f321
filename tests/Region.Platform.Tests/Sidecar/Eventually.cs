namespace Region.Platform.Tests.Sidecar;

/// <summary>The waiting of these tests: one bound for all, and the test's own token.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static Task Be(Func<bool> condition, string what) => Be(() => Task.FromResult(condition()), what);

    public static Task Be(Func<Task<bool>> condition, string what) =>
        Testing.Eventually.HoldsAsync(condition, Limit, what, TestContext.Current.CancellationToken);
}

namespace Region.AppHost.Demo;

/// <summary>One act of the demonstration.</summary>
/// <param name="Title">What happens, in Chinese, as it is printed.</param>
/// <param name="RunAsync">Does it; harmless to repeat.</param>
internal sealed record Step(string Title, Func<CancellationToken, Task> RunAsync);

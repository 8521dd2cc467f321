namespace Grpc.Core;

/// <summary>What a <see cref="ContextPropagationToken"/> carries.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Deadline and cancellation.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline is carried.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether the cancellation is carried.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

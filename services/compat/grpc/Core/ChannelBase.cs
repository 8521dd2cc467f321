namespace Grpc.Core;

/// <summary>A connection to a server, or to several that serve the same.</summary>
public abstract class ChannelBase
{
    /// <summary>Creates a channel to a target.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The target that was asked for.</summary>
    public string Target { get; }

    /// <summary>Creates an invoker that calls through this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>See <see cref="ShutdownAsync"/>.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}

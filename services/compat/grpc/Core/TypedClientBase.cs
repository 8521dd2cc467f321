namespace Grpc.Core;

/// <summary>The base of generated clients that can make variants of themselves.</summary>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>For mocks only: calls throw.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Creates a client with a configuration.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>Creates a client that calls through a channel.</summary>
    public ClientBase(ChannelBase channel)
        : base(channel)
    {
    }

    /// <summary>Creates a client that calls through an invoker.</summary>
    public ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <summary>The same client, asking for another host.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Creates a client of the same kind with another configuration.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}

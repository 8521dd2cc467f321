using Grpc.Core;

namespace Grpc.Net.ClientFactory;

/// <summary>The options of one call, before the factory's client makes it.</summary>
public sealed class CallOptionsContext
{
    internal CallOptionsContext(CallOptions callOptions, IServiceProvider serviceProvider)
    {
        CallOptions = callOptions;
        ServiceProvider = serviceProvider;
    }

    /// <summary>The options; an action may replace them.</summary>
    public CallOptions CallOptions { get; set; }

    /// <summary>The services from which the client was created.</summary>
    public IServiceProvider ServiceProvider { get; }
}

using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>Settings of a client that the factory creates.</summary>
public class GrpcClientFactoryOptions
{
    /// <summary>The address of the server.</summary>
    public Uri? Address { get; set; }

    /// <summary>Changes to the settings of the channel.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Changes to the options of each call.</summary>
    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    /// <summary>The interceptors of the client.</summary>
    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Creates the client; null takes its constructor with an invoker.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }

    /// <summary>Whether calls carry credentials, which must not travel in plaintext unnoticed.</summary>
    internal bool HasCallCredentials { get; set; }
}

namespace Grpc.Core;

/// <summary>Learns of what kind <see cref="CallCredentials"/> are.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They consist of several.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are a function.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}

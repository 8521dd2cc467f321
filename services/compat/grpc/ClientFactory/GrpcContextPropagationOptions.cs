namespace Grpc.AspNetCore.ClientFactory;

/// <summary>How a client carries on the context of the call that is being served.</summary>
public class GrpcContextPropagationOptions
{
    /// <summary>Whether a call outside of any served call is silently made without a context.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}

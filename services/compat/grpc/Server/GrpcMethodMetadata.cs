using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Metadata of an endpoint that serves a gRPC method.</summary>
public sealed class GrpcMethodMetadata
{
    /// <summary>Creates the metadata.</summary>
    public GrpcMethodMetadata(Type serviceType, IMethod method)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        ArgumentNullException.ThrowIfNull(method);
        ServiceType = serviceType;
        Method = method;
    }

    /// <summary>The type of the service.</summary>
    public Type ServiceType { get; }

    /// <summary>The method.</summary>
    public IMethod Method { get; }
}

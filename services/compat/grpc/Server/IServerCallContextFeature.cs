using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Leads from an HTTP request to the gRPC call that it carries.</summary>
public interface IServerCallContextFeature
{
    /// <summary>The call.</summary>
    ServerCallContext ServerCallContext { get; }
}

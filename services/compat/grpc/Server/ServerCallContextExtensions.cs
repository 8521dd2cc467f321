using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>Leads from a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    private const string HttpContextKey = "__HttpContext";

    /// <summary>
    /// The HTTP request of the call. A context that does not come from the server, as in tests, may name one under
    /// the key __HttpContext in its user state.
    /// </summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpServerCallContext call)
            return call.HttpContext;

        if (serverCallContext.UserState.TryGetValue(HttpContextKey, out var found) && found is HttpContext context)
            return context;

        throw new InvalidOperationException("Could not get HttpContext from ServerCallContext. " +
            "HttpContext can only be accessed when gRPC services are hosted by ASP.NET Core.");
    }
}

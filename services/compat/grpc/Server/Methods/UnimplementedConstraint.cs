using Grpc.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server;

/// <summary>Lets the answer «unimplemented» match only gRPC requests, so that others go on to a plain 404.</summary>
internal sealed class UnimplementedConstraint : IRouteConstraint
{
    public const string Name = "grpcunimplemented";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        httpContext is not null &&
        HttpMethods.IsPost(httpContext.Request.Method) &&
        GrpcHeaders.IsGrpc(httpContext.Request.ContentType);
}

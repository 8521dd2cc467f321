using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server;

/// <summary>Serves the calls of one method: checks the request, runs the handler, ends the call.</summary>
internal sealed class CallServer(
    MethodSettings settings,
    bool streamsRequests,
    Func<HttpServerCallContext, Task> run,
    ILogger logger)
{
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever a handler throws must reach its client as a status; it is logged on the way.")]
    public async Task ServeAsync(HttpContext http)
    {
        if (!IsGrpcRequest(http))
            return;

        if (streamsRequests)
            AllowLongRequest(http);

        await using var call = new HttpServerCallContext(http, settings, logger);
        http.Features.Set<IServerCallContextFeature>(call);
        try
        {
            await run(call);
            await call.EndAsync();
        }
        catch (Exception exception)
        {
            await call.FailAsync(exception);
        }
    }

    /// <summary>
    /// Streams may be silent for long and large in sum; Kestrel's guards against that would end them.
    /// </summary>
    private static void AllowLongRequest(HttpContext http)
    {
        if (http.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>()
            is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    private bool IsGrpcRequest(HttpContext http)
    {
        var contentType = http.Request.ContentType;
        if (!GrpcHeaders.IsGrpc(contentType))
        {
            ServerLog.NotGrpc(logger, contentType);
            Refuse(http.Response, StatusCodes.Status415UnsupportedMediaType, contentType is null
                ? "Content-Type is missing from the request."
                : $"Content-Type '{contentType}' is not supported.");
            return false;
        }

        if (HttpProtocol.IsHttp2(http.Request.Protocol) || HttpProtocol.IsHttp3(http.Request.Protocol))
            return true;

        http.Response.Headers[HeaderNames.Upgrade] = HttpProtocol.Http2;
        Refuse(http.Response, StatusCodes.Status426UpgradeRequired,
            $"Request protocol '{http.Request.Protocol}' is not supported.");
        return false;
    }

    private static void Refuse(HttpResponse response, int httpStatus, string detail)
    {
        response.StatusCode = httpStatus;
        ResponseStatus.Write(response, new Status(StatusCode.Internal, detail), trailers: null);
    }
}

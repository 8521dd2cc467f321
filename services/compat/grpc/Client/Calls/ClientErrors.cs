using System.Text;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Says with which status a call ends that failed on this side or on the way.</summary>
internal static class ClientErrors
{
    public static Status ToStatus(Exception exception, string summary)
    {
        if (exception is RpcException failure)
            return failure.Status;

        if (exception is OperationCanceledException)
            return new Status(StatusCode.Cancelled, "Call canceled by the client.", exception);

        if (IsConnectFailure(exception))
            return new Status(StatusCode.Unavailable, "Error connecting to subchannel.", exception);

        return new Status(CodeOf(exception), Describe(exception, summary), exception);
    }

    private static bool IsConnectFailure(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static StatusCode CodeOf(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is HttpProtocolException protocol)
                return CodeOf(protocol.ErrorCode);
        }

        return exception switch
        {
            // The server went away in the middle, or never spoke HTTP/2.
            HttpRequestException or HttpIOException => StatusCode.Internal,

            // Officially so too: an undecodable message is an InvalidProtocolBufferException, hence an IOException.
            IOException => StatusCode.Unavailable,
            _ => StatusCode.Internal,
        };
    }

    /// <summary>The table of HTTP/2 error codes in PROTOCOL-HTTP2.md.</summary>
    private static StatusCode CodeOf(long http2ErrorCode) => http2ErrorCode switch
    {
        7 => StatusCode.Unavailable,
        8 => StatusCode.Cancelled,
        11 => StatusCode.ResourceExhausted,
        12 => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static string Describe(Exception exception, string summary)
    {
        var description = new StringBuilder(summary);
        for (var current = exception; current is not null; current = current.InnerException)
            description.Append(' ').Append(current.GetType().Name).Append(": ").Append(current.Message);

        return description.ToString();
    }
}

using System.Net.Sockets;
using Grpc.Core;

namespace Region.Platform.Hosting;

/// <summary>Tells calls whose connection failed from calls that the other service answered.</summary>
public static class BrokenCalls
{
    /// <summary>
    /// Whether no answer came because the connection could not be made or broke. The gRPC client reports a service that
    /// dies in the middle of a call as INTERNAL or CANCELLED, with the transport's exception beside it; whether the
    /// call took effect is then unknown, and the caller repeats it with its key.
    /// </summary>
    public static bool IsBroken(this RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception.StatusCode is not (StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled))
            return false;

        for (var cause = exception.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or SocketException)
                return true;
        }

        return false;
    }
}

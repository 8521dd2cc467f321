using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.ClientFactory;

/// <summary>What the propagation of call contexts logs.</summary>
internal static partial class PropagationLog
{
    [LoggerMessage(1, LogLevel.Debug, "No served call found whose deadline and cancellation could be carried on.")]
    public static partial void ContextNotFound(ILogger logger);
}

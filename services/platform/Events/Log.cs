using Microsoft.Extensions.Logging;

namespace Region.Platform.Events;

internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Error, "Event {EventId} of {Topic} is impossible and kept as a dead letter: {Reason}")]
    internal static partial void Impossible(ILogger logger, string topic, string eventId, string reason);

    [LoggerMessage(102, LogLevel.Information, "Event {EventId} of {Topic} comes again: {Reason}")]
    internal static partial void NotReady(ILogger logger, string topic, string eventId, string reason);

    [LoggerMessage(103, LogLevel.Error, "A delivery of {Topic} is no readable event")]
    internal static partial void Unreadable(ILogger logger, string topic);

    [LoggerMessage(104, LogLevel.Warning, "Publishing from {Store} failed, trying again in {Delay}: {Error}")]
    internal static partial void PublishFailed(ILogger logger, string store, TimeSpan delay, string error);

    [LoggerMessage(106, LogLevel.Error, "Not all outboxes of {Service} could be swept, trying again")]
    internal static partial void SweepFailed(ILogger logger, string service, Exception exception);

    [LoggerMessage(105, LogLevel.Information, "Relay drained")]
    internal static partial void Drained(ILogger logger);
}

using Grpc.Core;

namespace Region.Sidecar.Publishing;

/// <summary>Why a publish was refused, with the codes that Dapr gives for it over HTTP and gRPC.</summary>
internal sealed record PublishRefusal
{
    public required int HttpStatus { get; init; }

    public required StatusCode GrpcStatus { get; init; }

    public required string ErrorCode { get; init; }

    /// <summary>The reason of google.rpc.ErrorInfo.</summary>
    public required string Reason { get; init; }

    public required string Message { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The component named in a google.rpc.ResourceInfo; null leaves that detail out.</summary>
    public string? Resource { get; init; }

    public static PublishRefusal UnknownPubSub(string pubsub) => new()
    {
        HttpStatus = StatusCodes.Status404NotFound,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_PUBSUB_NOT_FOUND",
        Reason = "DAPR_PUBSUB_NOT_FOUND",
        Message = $"pubsub {pubsub} is not found",
    };

    public static PublishRefusal NotConfigured(string pubsub) => new()
    {
        HttpStatus = StatusCodes.Status400BadRequest,
        GrpcStatus = StatusCode.FailedPrecondition,
        ErrorCode = "ERR_PUBSUB_NOT_CONFIGURED",
        Reason = "DAPR_PUBSUB_NOT_CONFIGURED",
        Message = $"pubsub {pubsub} is not configured",
    };

    public static PublishRefusal EmptyPubSub() => new()
    {
        HttpStatus = StatusCodes.Status404NotFound,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_PUBSUB_EMPTY",
        Reason = "DAPR_PUBSUB_NAME_EMPTY",
        Message = "pubsub name is empty",
        Resource = string.Empty,
    };

    public static PublishRefusal EmptyTopic(string pubsub) => new()
    {
        HttpStatus = StatusCodes.Status404NotFound,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_TOPIC_NAME_EMPTY",
        Reason = "DAPR_PUBSUB_TOPIC_NAME_EMPTY",
        Message = $"topic is empty in pubsub {pubsub}",
        Resource = pubsub,
    };

    public static PublishRefusal BadMetadata(string pubsub, string error) => new()
    {
        HttpStatus = StatusCodes.Status400BadRequest,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_PUBSUB_REQUEST_METADATA",
        Reason = "DAPR_PUBSUB_METADATA_DESERIALIZATION",
        Message = $"failed deserializing metadata. Error: {error}",
        Resource = pubsub,
    };

    public static PublishRefusal NoCloudEvent(string pubsub) => new()
    {
        HttpStatus = StatusCodes.Status500InternalServerError,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_PUBSUB_CLOUD_EVENTS_SER",
        Reason = "DAPR_PUBSUB_CLOUD_EVENT_CREATION",
        Message = "cannot create cloudevent",
        Resource = pubsub,
    };

    public static PublishRefusal Forbidden(string pubsub, string topic, string appId)
    {
        var message = $"topic {topic} is not allowed for app id {appId}";
        return new PublishRefusal
        {
            HttpStatus = StatusCodes.Status403Forbidden,
            GrpcStatus = StatusCode.PermissionDenied,
            ErrorCode = "ERR_PUBSUB_FORBIDDEN",
            Reason = "DAPR_PUBSUB_FORBIDDEN",
            Message = message,
            Metadata = Details(topic, message),
            Resource = pubsub,
        };
    }

    public static PublishRefusal NotStored(string pubsub, string topic, string error) => new()
    {
        HttpStatus = StatusCodes.Status500InternalServerError,
        GrpcStatus = StatusCode.Internal,
        ErrorCode = "ERR_PUBSUB_PUBLISH_MESSAGE",
        Reason = "DAPR_PUBSUB_PUBLISH_MESSAGE",
        Message = $"error when publishing to topic {topic} in pubsub {pubsub}: {error}",
        Metadata = Details(topic, error),
        Resource = pubsub,
    };

    public static PublishRefusal BadBatch(string pubsub, string topic, string error) => new()
    {
        HttpStatus = StatusCodes.Status400BadRequest,
        GrpcStatus = StatusCode.InvalidArgument,
        ErrorCode = "ERR_PUBSUB_EVENTS_SER",
        Reason = "DAPR_PUBSUB_UNMARSHAL_EVENTS",
        Message = $"error when unmarshaling the request for topic {topic} pubsub {pubsub}: {error}",
        Resource = pubsub,
    };

    private static Dictionary<string, string> Details(string topic, string error) =>
        new(StringComparer.Ordinal) { ["topic"] = topic, ["error"] = error };
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Region.Gateway.Rest;

/// <summary>One HTTP binding of one gRPC method, as its google.api.http option says.</summary>
internal sealed record RestMethod
{
    /// <summary>Imported tables, 14 MiB at most, come in base64 inside the JSON; nothing else is large.</summary>
    public const int LargestBody = 20 * 1024 * 1024;

    public const int OrdinaryBody = 256 * 1024;

    public required MethodDescriptor Descriptor { get; init; }

    public required string Verb { get; init; }

    public required PathTemplate Path { get; init; }

    /// <summary>Whether the whole request stands in the body; else what the path leaves is in the query.</summary>
    public required bool HasBody { get; init; }

    /// <summary>The field of the answer that is the HTTP body; null for the whole answer.</summary>
    public required FieldDescriptor? ResponseBody { get; init; }

    /// <summary>The call without generated code: messages of any type, by their own descriptors.</summary>
    public required Method<IMessage, IMessage> Call { get; init; }

    /// <summary>Where the request carries its idempotency key; null for reads.</summary>
    public required FieldPath? RequestId { get; init; }

    /// <summary>The version that the request changes, which If-Match may name; null for most.</summary>
    public required FieldPath? Version { get; init; }

    /// <summary>The version that the answer shows, as its ETag; null for most.</summary>
    public required FieldPath? ShownVersion { get; init; }

    /// <summary>The largest body in bytes: only requests that carry a table may be large.</summary>
    public required int BodyLimit { get; init; }

    /// <summary>Whether it is about accounts and logins, which the gateway itself serves.</summary>
    public bool IsOfIdentity =>
        string.Equals(Descriptor.File.Package, "region.identity.v1", StringComparison.Ordinal);

    /// <summary>Whether the answer is a file, sent as it is rather than as JSON.</summary>
    public bool AnswersRaw => string.Equals(
        (ResponseBody?.MessageType ?? Descriptor.OutputType).FullName,
        Google.Api.HttpBody.Descriptor.FullName,
        StringComparison.Ordinal);
}

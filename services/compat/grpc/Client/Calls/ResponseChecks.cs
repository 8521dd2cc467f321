using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>Finds the status of a response, or what it means that there is none.</summary>
internal static class ResponseChecks
{
    public static readonly Status NoMessage =
        new(StatusCode.Internal, "Failed to deserialize response message.");

    /// <summary>The status, if the headers decide on it; null if messages and trailers follow.</summary>
    public static Status? StatusInHeaders(HttpResponseMessage response)
    {
        // A status that the server took care to name has priority over everything that else is wrong.
        if (Find(response.Headers, GrpcHeaders.Status) is { } named)
            return Parse(named, Find(response.Headers, GrpcHeaders.Message));

        if (response.Version < HttpVersion.Version20)
        {
            return new Status(
                StatusCode.Internal, "Bad gRPC response. Response protocol downgraded to HTTP/1.1.");
        }

        if (response.StatusCode is not HttpStatusCode.OK)
        {
            var number = (int)response.StatusCode;
            return new Status(Mapped(number), $"Bad gRPC response. HTTP status code: {number}");
        }

        var contentType = Find(response.Content.Headers, "content-type");
        if (contentType is null)
        {
            return new Status(
                StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header.");
        }

        return GrpcHeaders.IsGrpc(contentType)
            ? null
            : new Status(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    public static Status StatusInTrailers(HttpResponseMessage response) =>
        Find(response.TrailingHeaders, GrpcHeaders.Status) is { } named
            ? Parse(named, Find(response.TrailingHeaders, GrpcHeaders.Message))
            : new Status(StatusCode.Cancelled, "No grpc-status found on response.");

    public static string? EncodingOf(HttpResponseMessage response) => Find(response.Headers, GrpcHeaders.Encoding);

    public static Metadata MetadataFrom(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var header in headers.NonValidated)
        {
            var key = header.Key.ToLowerInvariant();
            if (key is GrpcHeaders.Status or GrpcHeaders.Message or GrpcHeaders.Encoding or GrpcHeaders.AcceptEncoding)
                continue;

            foreach (var value in header.Value)
            {
                if (MetadataKeys.IsBinary(key))
                    BinaryValues.AddTo(metadata, key, value);
                else
                    metadata.Add(Metadata.Entry.FromWire(key, value));
            }
        }

        return metadata;
    }

    private static Status Parse(string number, string? text) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new Status((StatusCode)code, text is null ? "" : PercentEncoding.Decode(text))
            : new Status(StatusCode.Cancelled, $"Unexpected grpc-status value: {number}");

    /// <summary>The table of http-grpc-status-mapping.md, with 431 as the official client has it.</summary>
    private static StatusCode Mapped(int httpStatus) => httpStatus switch
    {
        400 or 431 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    private static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}

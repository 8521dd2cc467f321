using System.Globalization;
using Grpc.Core;
using Grpc.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// Puts the end of a call where it belongs: in the trailers, or in the headers if nothing was sent yet.
/// </summary>
internal static class ResponseStatus
{
    private static readonly string[] Numbers =
        [.. Enumerable.Range(0, 17).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    public static void Write(HttpResponse response, Status status, Metadata? trailers)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        if (trailers is not null)
            Append(destination, trailers);

        destination[GrpcHeaders.Status] = Number(status.StatusCode);
        if (string.IsNullOrEmpty(status.Detail))
            destination.Remove(GrpcHeaders.Message);
        else
            destination[GrpcHeaders.Message] = PercentEncoding.Encode(status.Detail);
    }

    public static void Append(IHeaderDictionary destination, Metadata metadata)
    {
        foreach (var entry in metadata)
            destination.Append(entry.Key, entry.IsBinary ? BinaryValues.Encode(entry) : entry.Value);
    }

    private static string Number(StatusCode code) => (uint)code < (uint)Numbers.Length
        ? Numbers[(int)code]
        : ((int)code).ToString(CultureInfo.InvariantCulture);
}

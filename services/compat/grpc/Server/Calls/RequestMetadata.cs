using Grpc.Core;
using Grpc.Shared;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>Builds metadata from the request headers, without those that belong to HTTP or to the protocol.</summary>
internal static class RequestMetadata
{
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        GrpcHeaders.Encoding, GrpcHeaders.AcceptEncoding, GrpcHeaders.Timeout,
        "content-type", "te", "host", "accept-encoding",
    };

    public static Metadata From(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (name.StartsWith(':') || Hidden.Contains(name))
                continue;

            var key = name.ToLowerInvariant();
            var joined = values.ToString();
            if (MetadataKeys.IsBinary(key))
                BinaryValues.AddTo(metadata, key, joined);
            else
                metadata.Add(Metadata.Entry.FromWire(key, joined));
        }

        return metadata;
    }
}

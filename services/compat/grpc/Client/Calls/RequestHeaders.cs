using System.Buffers;
using Grpc.Core;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>Writes the headers of a request in the order of the official client.</summary>
internal static class RequestHeaders
{
    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c)]);

    public static async ValueTask AddAsync(
        HttpRequestMessage request,
        GrpcChannel channel,
        IMethod method,
        CallOptions options,
        TimeSpan? timeLeft,
        CancellationToken cancellationToken)
    {
        var agent = options.Headers?.GetValue("user-agent") is { } own ? $"{own} {UserAgent.Text}" : UserAgent.Text;
        request.Headers.TryAddWithoutValidation("user-agent", agent);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, channel.Codecs.AcceptEncoding);
        Add(request, options.Headers);
        if (channel.SendsCallCredentials && (channel.Credentials is not null || options.Credentials is not null))
        {
            var url = $"{channel.Address.GetLeftPart(UriPartial.Authority)}/{method.ServiceName}";
            Add(request, await CallCredentialsReader.ReadAsync(
                new[] { channel.Credentials, options.Credentials }.OfType<CallCredentials>(),
                new AuthInterceptorContext(url, method.Name, cancellationToken)));
        }

        if (timeLeft is { } timeout)
            request.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, TimeoutFormat.Format(timeout));

        if (options.Headers?.GetValue(GrpcHeaders.InternalEncodingRequest) is { } encoding)
            request.Headers.TryAddWithoutValidation(GrpcHeaders.Encoding, encoding);

        request.Content!.Headers.TryAddWithoutValidation("content-type", GrpcHeaders.ContentType);
    }

    private static void Add(HttpRequestMessage request, Metadata? metadata)
    {
        foreach (var entry in metadata ?? Metadata.Empty)
        {
            if (entry.Key is GrpcHeaders.InternalEncodingRequest or "user-agent")
                continue;

            var value = entry.IsBinary ? BinaryValues.Encode(entry) : entry.Value;
            if (value.AsSpan().ContainsAnyExcept(Printable))
            {
                throw new InvalidOperationException(
                    $"The value of '{entry.Key}' holds characters other than printable ASCII.");
            }

            request.Headers.TryAddWithoutValidation(entry.Key, value);
        }
    }
}

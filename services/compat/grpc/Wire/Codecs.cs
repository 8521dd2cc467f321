using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Shared;

/// <summary>The codecs that one side knows.</summary>
internal sealed class Codecs
{
    public static readonly Codecs Default = new(
        [
        new GzipCompressionProvider(CompressionLevel.Fastest),
        new DeflateCompressionProvider(CompressionLevel.Fastest),
    ]);

    private readonly Dictionary<string, ICompressionProvider> _providers = new(StringComparer.Ordinal);

    public Codecs(IEnumerable<ICompressionProvider> providers)
    {
        foreach (var provider in providers)
            _providers[provider.EncodingName] = provider;

        AcceptEncoding = string.Join(',', Names);
    }

    /// <summary>The names in the form of grpc-accept-encoding.</summary>
    public string AcceptEncoding { get; }

    /// <summary>The names, beginning with the codec that changes nothing.</summary>
    public IEnumerable<string> Names => _providers.Keys.Prepend(GrpcHeaders.Identity);

    public ICompressionProvider? Find(string? name) => name is null ? null : _providers.GetValueOrDefault(name);
}

using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A codec for messages.</summary>
public interface ICompressionProvider
{
    /// <summary>The name of the codec in grpc-encoding.</summary>
    string EncodingName { get; }

    /// <summary>Creates a stream that compresses into another; it leaves the other open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Creates a stream that decompresses another; it leaves the other open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}

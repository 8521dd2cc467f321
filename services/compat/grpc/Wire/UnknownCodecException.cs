using Grpc.Core;

namespace Grpc.Shared;

/// <summary>A message is compressed with a codec that this side does not know.</summary>
internal sealed class UnknownCodecException(string encoding, Codecs codecs) : RpcException(new Status(
    StatusCode.Unimplemented,
    $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {string.Join(", ", codecs.Names)}"))
{
}

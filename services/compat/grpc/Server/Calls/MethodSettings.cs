using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Shared;

namespace Grpc.AspNetCore.Server;

/// <summary>The settings of a service, after those of all services are overlaid with its own.</summary>
internal sealed class MethodSettings
{
    private const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    private MethodSettings(GrpcServiceOptions all, GrpcServiceOptions own)
    {
        MaxSendMessageSize = own.MaxSendMessageSizeSpecified ? own.MaxSendMessageSize : all.MaxSendMessageSize;
        MaxReceiveMessageSize = own.MaxReceiveMessageSizeSpecified ? own.MaxReceiveMessageSize
            : all.MaxReceiveMessageSizeSpecified ? all.MaxReceiveMessageSize
            : DefaultMaxReceiveMessageSize;
        EnableDetailedErrors = own.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false;
        ResponseAlgorithm = own.ResponseCompressionAlgorithm ?? all.ResponseCompressionAlgorithm;
        ResponseLevel = own.ResponseCompressionLevel ?? all.ResponseCompressionLevel;
        Interceptors = [.. all.Interceptors, .. own.Interceptors];
        ICompressionProvider[] providers = [.. all.CompressionProviders, .. own.CompressionProviders];
        Codecs = providers.Length is 0 ? Codecs.Default : new Codecs([
            new GzipCompressionProvider(CompressionLevel.Fastest),
            new DeflateCompressionProvider(CompressionLevel.Fastest),
            .. providers]);
        if (ResponseAlgorithm is not null && !IsIdentity(ResponseAlgorithm) && Codecs.Find(ResponseAlgorithm) is null)
        {
            throw new InvalidOperationException(
                $"The configured response compression algorithm '{ResponseAlgorithm}' does not have a matching " +
                "compression provider.");
        }
    }

    public int? MaxSendMessageSize { get; }

    public int? MaxReceiveMessageSize { get; }

    public bool EnableDetailedErrors { get; }

    public string? ResponseAlgorithm { get; }

    public CompressionLevel? ResponseLevel { get; }

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; }

    public Codecs Codecs { get; }

    public static MethodSettings Overlay(GrpcServiceOptions all, GrpcServiceOptions own) => new(all, own);

    private static bool IsIdentity(string name) =>
        string.Equals(name, GrpcHeaders.Identity, StringComparison.Ordinal);
}

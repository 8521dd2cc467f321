using Grpc.Core;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Settings of a <see cref="GrpcChannel"/>.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Plaintext or TLS; null decides by the scheme of the address.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The largest message that may be sent, in bytes; null for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The largest message that is accepted, in bytes; null for no limit. 4 MiB unless set.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>The codecs; null for gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Where the channel logs.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The client to call with; excludes <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>The handler to call with; excludes <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the client or handler that it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a cancelled call throws <see cref="OperationCanceledException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Whether call credentials may travel in plaintext.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>The services of the application, for logging.</summary>
    public IServiceProvider? ServiceProvider { get; set; }

    /// <summary>The HTTP version of requests; null for 2.0.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>Whether another HTTP version may be used; null for exactly the version.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}

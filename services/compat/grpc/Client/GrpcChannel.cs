using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>A channel to a gRPC server over HTTP/2.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<string, Uri> _paths = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly HttpMessageInvoker _http;
    private readonly bool _disposeHttp;
    private int _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
        {
            throw new ArgumentException(
                "HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.",
                nameof(options));
        }

        Address = address;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceled = options.ThrowOperationCanceledOnCancellation;
        HttpVersion = options.HttpVersion ?? System.Net.HttpVersion.Version20;
        HttpVersionPolicy = options.HttpVersionPolicy ?? System.Net.Http.HttpVersionPolicy.RequestVersionExact;
        Codecs = options.CompressionProviders is null ? Codecs.Default : new Codecs(options.CompressionProviders);
        Credentials = ChannelSecurity.Check(
            options.Credentials, address, options.UnsafeUseInsecureChannelCallCredentials);
        SendsCallCredentials = IsSecure || options.UnsafeUseInsecureChannelCallCredentials;
        _disposeHttp = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _http = options.HttpClient
            ?? new HttpMessageInvoker(options.HttpHandler ?? GrpcHandlers.CreateDefault(), _disposeHttp);
    }

    internal Uri Address { get; }

    internal bool IsSecure => string.Equals(Address.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceled { get; }

    internal Version HttpVersion { get; }

    internal HttpVersionPolicy HttpVersionPolicy { get; }

    internal Codecs Codecs { get; }

    internal CallCredentials? Credentials { get; }

    internal bool SendsCallCredentials { get; }

    internal CancellationToken Shutdown => _shutdown.Token;

    /// <summary>Opens a channel to an address such as http://localhost:5000. Nothing is connected yet.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Opens a channel to an address with settings.</summary>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>Opens a channel to an address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>Opens a channel to an address with settings.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(_disposed is not 0, this);
        return new HttpCallInvoker(this);
    }

    /// <summary>Closes the channel; its calls are cancelled.</summary>
    [SuppressMessage("Usage", "MA0045", Justification = "Dispose is synchronous by its signature.")]
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) is not 0)
            return;

        _shutdown.Cancel();
        _shutdown.Dispose();
        if (_disposeHttp)
            _http.Dispose();
    }

    internal Uri PathOf(IMethod method) => _paths.GetOrAdd(
        method.FullName,
        static (name, address) => new Uri(address, address.AbsolutePath.TrimEnd('/') + name),
        Address);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed is not 0, this);
        return _http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _http.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }
}

using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>One call that is being served over HTTP/2.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IServerCallContextFeature, IAsyncDisposable
{
    private readonly MethodSettings _settings;
    private readonly CallDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;
    private Status _status = Status.DefaultSuccess;
    private string? _responseEncoding;
    private MessageReader? _reader;
    private MessageWriter? _writer;

    public HttpServerCallContext(HttpContext httpContext, MethodSettings settings, ILogger logger)
    {
        HttpContext = httpContext;
        _settings = settings;
        Logger = logger;
        httpContext.Response.ContentType = GrpcHeaders.ContentType;
        if (TimeoutFormat.TryParse(httpContext.Request.Headers[GrpcHeaders.Timeout], out var timeout))
            _deadline = new CallDeadline(this, timeout, httpContext.RequestAborted);

        if (settings.ResponseAlgorithm is { } algorithm && ClientAccepts(algorithm))
            UseResponseEncoding(algorithm);
    }

    public HttpContext HttpContext { get; }

    public ILogger Logger { get; }

    public ServerCallContext ServerCallContext => this;

    /// <summary>Whether the answer is complete, so that the handler can add nothing any more.</summary>
    public bool HasEnded => _deadline?.End.HasEnded ?? false;

    public MessageReader Reader => _reader ??= new MessageReader(
        HttpContext.Request.BodyReader, _settings.MaxReceiveMessageSize, _settings.Codecs, FrameTexts.Server)
    {
        Encoding = HttpContext.Request.Headers[GrpcHeaders.Encoding],
    };

    protected override string MethodCore => HttpContext.Request.Path.Value ?? "";

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => PeerIdentity.Address(HttpContext.Connection);

    protected override DateTime DeadlineCore => _deadline?.Moment ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore =>
        _requestHeaders ??= RequestMetadata.From(HttpContext.Request.Headers);

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? HttpContext.RequestAborted;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore =>
        _authContext ??= PeerIdentity.Of(HttpContext.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => HttpContext.Items!;

    public async ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        if (_deadline is not null)
            await _deadline.DisposeAsync();
    }

    /// <summary>Serializes a message into the response; the caller flushes.</summary>
    public async ValueTask WriteMessageAsync<T>(T message, Action<T, SerializationContext> serializer, WriteFlags flags)
    {
        // Started first, so that the serializer writes into the buffers of the connection and not into a copy.
        if (!HttpContext.Response.HasStarted)
            await HttpContext.Response.StartAsync(CancellationToken.None);

        var codec = flags.HasFlag(WriteFlags.NoCompress) ? null : ResponseCodec();
        _writer ??= new MessageWriter(_settings.MaxSendMessageSize);
        _writer.Write(HttpContext.Response.BodyWriter, serializer, message, codec, _settings.ResponseLevel);
    }

    /// <summary>Ends the call with its status and trailers, unless its deadline did so before.</summary>
    public async ValueTask EndAsync()
    {
        if (_deadline is null)
            await WriteStatus();
        else
            await _deadline.End.EndOnceAsync(WriteStatus);

        ValueTask WriteStatus()
        {
            ResponseStatus.Write(HttpContext.Response, _status, _responseTrailers);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Ends the call with the status that stands for an exception of its handler.</summary>
    public ValueTask FailAsync(Exception exception)
    {
        if (exception is UnknownCodecException && !HttpContext.Response.HasStarted)
            HttpContext.Response.Headers[GrpcHeaders.AcceptEncoding] = _settings.Codecs.AcceptEncoding;

        if (exception is RpcException failure)
        {
            ServerLog.CallFailed(Logger, Method, failure.StatusCode, exception);
            foreach (var entry in failure.Trailers)
                ResponseTrailers.Add(entry);

            _status = failure.Status;
        }
        else if (exception is OperationCanceledException or IOException &&
            HttpContext.RequestAborted.IsCancellationRequested)
        {
            // The client left: the handler did not fail, and nobody reads the status.
            ServerLog.CallFailed(Logger, Method, StatusCode.Cancelled, exception);
            _status = Status.DefaultCancelled;
        }
        else
        {
            ServerLog.HandlerFailed(Logger, Method, exception);
            var detail = HandlerErrors.Describe(exception, _settings.EnableDetailedErrors);
            _status = new Status(StatusCode.Unknown, detail, exception);
        }

        return EndAsync();
    }

    /// <summary>Sends the status of a passed deadline and completes the response.</summary>
    public async ValueTask SendDeadlineExceededAsync()
    {
        _status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        ResponseStatus.Write(HttpContext.Response, _status, trailers: null);
        await HttpContext.Response.CompleteAsync();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        if (HttpContext.Response.HasStarted)
            throw new InvalidOperationException("Response headers can only be sent once per call.");

        foreach (var entry in responseHeaders ?? [])
        {
            if (string.Equals(entry.Key, GrpcHeaders.InternalEncodingRequest, StringComparison.Ordinal))
                UseResponseEncoding(entry.Value);
            else
                ResponseStatus.Append(HttpContext.Response.Headers, [entry]);
        }

        await HttpContext.Response.BodyWriter.FlushAsync(CancellationToken);
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("CreatePropagationToken will be implemented in a future version.");

    private ICompressionProvider? ResponseCodec() =>
        _responseEncoding is { } name && ClientAccepts(name) ? _settings.Codecs.Find(name) : null;

    private void UseResponseEncoding(string name)
    {
        // Sent even if every message goes uncompressed: the flag of each message decides.
        _responseEncoding = name;
        HttpContext.Response.Headers[GrpcHeaders.Encoding] = name;
    }

    private bool ClientAccepts(string encoding)
    {
        var accepted = HttpContext.Request.Headers[GrpcHeaders.AcceptEncoding].ToString().AsSpan();
        foreach (var part in accepted.Split(','))
        {
            if (accepted[part].Trim().SequenceEqual(encoding))
                return true;
        }

        return false;
    }
}

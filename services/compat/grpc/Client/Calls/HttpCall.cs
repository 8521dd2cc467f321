using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Shared;

namespace Grpc.Net.Client;

/// <summary>One call over HTTP/2, from its request to its status.</summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong in a call ends it with a status.")]
internal sealed class HttpCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    private readonly TimeSpan? _timeLeft;
    private Task<HttpResponseMessage> _sent = null!;
    private Task<Metadata>? _headers;
    private PipeReader? _pipe;
    private MessageReader? _reader;

    public HttpCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        _channel = channel;
        _method = method;
        _options = options;
        _timeLeft = CallLifetime.TimeLeft(options.Deadline);
        Lifetime = new CallLifetime(channel.ThrowOperationCanceled);
    }

    public CallLifetime Lifetime { get; }

    /// <summary>Starts a call with one request.</summary>
    public void Start(TRequest request) => _sent = Observed(StartAsync(request));

    /// <summary>Starts a call with a stream of requests.</summary>
    public IClientStreamWriter<TRequest> StartStream()
    {
        var content = new StreamingContent(Lifetime);
        var writer = new ClientStreamWriter<TRequest>(
            Lifetime, content, NewWriter(), _method.RequestMarshaller, RequestCodec(), _options.WriteOptions);
        _sent = Observed(SendAsync(content));
        if (_method.Type is MethodType.ClientStreaming)
            writer.ResponseEndsItself = true;

        return writer;
    }

    /// <summary>The only response of a call without a stream of responses.</summary>
    public Task<TResponse> GetResponseAsync() => Observed(ReadResponseAsync());

    public Task<Metadata> GetHeadersAsync() => _headers ??= Observed(ReadHeadersAsync());

    public Status GetStatus() => Lifetime.GetStatus();

    public Metadata GetTrailers() => Lifetime.GetTrailers();

    public void Dispose() => Lifetime.Dispose();

    /// <summary>Reads the next response of a stream; null at the end.</summary>
    public async Task<TResponse?> ReadNextAsync()
    {
        try
        {
            var response = await _sent;
            if (!Lifetime.HasEnded)
            {
                var reader = await ReaderAsync(response);
                if (await reader.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, Lifetime.Token)
                    is { } message)
                {
                    return message;
                }

                Finish(response);
            }
        }
        catch (Exception exception)
        {
            Fail(exception, "Error reading next message.");
        }

        if (Lifetime.GetStatus().StatusCode is StatusCode.OK)
            return null;

        throw await Lifetime.FailureAsync();
    }

    private static Task<T> Observed<T>(Task<T> task)
    {
        // The caller may look at the status only; the failure is kept there too.
        _ = task.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    private async Task<HttpResponseMessage> StartAsync(TRequest request)
    {
        var content = new MessageContent();
        try
        {
            using var writer = NewWriter();
            var compress = !(_options.WriteOptions?.Flags ?? default).HasFlag(WriteFlags.NoCompress);
            writer.Write(
                content.Buffer,
                _method.RequestMarshaller.ContextualSerializer,
                request,
                compress ? RequestCodec() : null);
        }
        catch (Exception exception)
        {
            content.Dispose();
            Fail(exception, "Error starting gRPC call.");
            throw await Lifetime.FailureAsync();
        }

        return await SendAsync(content);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        Lifetime.Watch(_timeLeft, _options.CancellationToken, _channel.Shutdown);
        using var request = new HttpRequestMessage(HttpMethod.Post, _channel.PathOf(_method))
        {
            Version = _channel.HttpVersion,
            VersionPolicy = _channel.HttpVersionPolicy,
            Content = content,
        };
        try
        {
            Lifetime.Token.ThrowIfCancellationRequested();
            await RequestHeaders.AddAsync(request, _channel, _method, _options, _timeLeft, Lifetime.Token);
            var response = await _channel.SendAsync(request, Lifetime.Token);
            if (ResponseChecks.StatusInHeaders(response) is { } status)
            {
                Lifetime.End(status, ResponseChecks.MetadataFrom(response.Headers));
                response.Dispose();
            }

            return response;
        }
        catch (Exception exception)
        {
            Fail(exception, "Error starting gRPC call.");
            throw await Lifetime.FailureAsync();
        }
    }

    private async Task<TResponse> ReadResponseAsync()
    {
        TResponse? message = null;
        try
        {
            var response = await _sent;
            if (!Lifetime.HasEnded)
            {
                var reader = await ReaderAsync(response);
                message = await reader.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, Lifetime.Token);
                if (message is not null)
                    await ReadEndAsync(reader);

                Finish(response, withMessage: message is not null);
            }
            else if (Lifetime.GetStatus().StatusCode is StatusCode.OK)
            {
                throw new RpcException(ResponseChecks.NoMessage);
            }
        }
        catch (Exception exception)
        {
            if (exception is RpcException failure && Lifetime.HasEnded)
                throw;

            Fail(exception, "Error reading response.");
        }

        return message is not null && Lifetime.GetStatus().StatusCode is StatusCode.OK
            ? message
            : throw await Lifetime.FailureAsync();
    }

    private async Task ReadEndAsync(MessageReader reader)
    {
        try
        {
            await reader.ReadEndAsync(Lifetime.Token);
        }
        catch (IOException)
        {
            // The stream was reset after the message: as with the official client, what counts is that the status
            // is missing, which is found out next.
        }
    }

    private async Task<Metadata> ReadHeadersAsync()
    {
        var response = await _sent;

        // A status in the headers is awaited, so that GetStatus works as soon as the headers are there.
        if (response.Headers.NonValidated.Contains(GrpcHeaders.Status))
            await Lifetime.Ended;

        return ResponseChecks.MetadataFrom(response.Headers);
    }

    private async ValueTask<MessageReader> ReaderAsync(HttpResponseMessage response)
    {
        if (_reader is not null)
            return _reader;

        var stream = await response.Content.ReadAsStreamAsync(Lifetime.Token);
        _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 4096, leaveOpen: true));
        return _reader = new MessageReader(_pipe, _channel.MaxReceiveMessageSize, _channel.Codecs, FrameTexts.Client)
        {
            Encoding = ResponseChecks.EncodingOf(response),
        };
    }

    private void Finish(HttpResponseMessage response, bool withMessage = true)
    {
        var status = ResponseChecks.StatusInTrailers(response);
        if (status.StatusCode is StatusCode.OK && !withMessage)
            status = ResponseChecks.NoMessage;

        Lifetime.End(status, ResponseChecks.MetadataFrom(response.TrailingHeaders));
        _pipe?.Complete();
        response.Dispose();
    }

    private void Fail(Exception exception, string summary)
    {
        // Cancelling resets the stream, so that the server does not go on for nobody; the status is set before.
        Lifetime.End(ClientErrors.ToStatus(exception, summary));
        _pipe?.Complete();
        Lifetime.Abandon();
    }

    private MessageWriter NewWriter() => new(_channel.MaxSendMessageSize);

    private ICompressionProvider? RequestCodec()
    {
        var name = _options.Headers?.GetValue(GrpcHeaders.InternalEncodingRequest);
        if (name is null || string.Equals(name, GrpcHeaders.Identity, StringComparison.Ordinal))
            return null;

        return _channel.Codecs.Find(name)
            ?? throw new InvalidOperationException($"Could not find compression provider for '{name}'.");
    }
}

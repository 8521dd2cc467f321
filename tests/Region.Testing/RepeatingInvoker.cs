using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;

namespace Region.Testing;

/// <summary>
/// T4 for every command that a test gives, the first few times that it succeeds: the same request is sent twice at once
/// and both get one answer; then another body comes under the same key and is refused. No test has to ask for it.
/// </summary>
public sealed class RepeatingInvoker(CallInvoker inner) : CallInvoker
{
    // Each repetition costs two calls, and the first show what the hundredth would.
    private const int Often = 3;

    private static readonly ConcurrentDictionary<string, int> Done = new(StringComparer.Ordinal);

    // An unknown field, number 99,999, with the value 1: the request means what it meant, its bytes are others.
    private static readonly byte[] Addition = [0xF8, 0xE9, 0x30, 0x01];

    /// <summary>Commands that were repeated in this process: the gRPC path of each.</summary>
    public static IReadOnlyCollection<string> Repeated => [.. Done.Keys];

    /// <inheritdoc />
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(method);
        var isCommand = request is IMessage { Descriptor: var type } && type.FindFieldByName("request_id") is not null;
        if (!isCommand || Done.GetValueOrDefault(method.FullName) >= Often)
            return inner.AsyncUnaryCall(method, host, options, request);

        var first = inner.AsyncUnaryCall(method, host, options, request);
        var second = inner.AsyncUnaryCall(method, host, options, request);
        return new AsyncUnaryCall<TResponse>(
            AnswerAsync(), first.ResponseHeadersAsync, first.GetStatus, first.GetTrailers, DisposeBoth);

        async Task<TResponse> AnswerAsync()
        {
            var answers = await BothAsync(first, second);
            if (!answers[0]!.Equals(answers[1]))
                throw new InvalidOperationException($"T4: {method.FullName} gave two answers under one key.");

            await RefusedAsync(inner.AsyncUnaryCall(method, host, options, Changed(request)), method.FullName);
            Done.AddOrUpdate(method.FullName, 1, (_, times) => times + 1);
            return answers[0];
        }

        void DisposeBoth()
        {
            first.Dispose();
            second.Dispose();
        }
    }

    /// <inheritdoc />
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.BlockingUnaryCall(method, host, options, request);

    /// <inheritdoc />
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncServerStreamingCall(method, host, options, request);

    /// <inheritdoc />
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncClientStreamingCall(method, host, options);

    /// <inheritdoc />
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncDuplexStreamingCall(method, host, options);

    /// <summary>Both answers; the refusal, where both were refused; where one was, that is what is wrong.</summary>
    private static async Task<TResponse[]> BothAsync<TResponse>(
        AsyncUnaryCall<TResponse> first, AsyncUnaryCall<TResponse> second)
    {
        var both = new[] { first.ResponseAsync, second.ResponseAsync };
        try
        {
            return await Task.WhenAll(both);
        }
        catch (RpcException refused) when (both.Any(one => one.IsCompletedSuccessfully))
        {
            throw new InvalidOperationException(
                $"T4: one of two equal requests was refused: {refused.Status}", refused);
        }
    }

    private static TRequest Changed<TRequest>(TRequest request)
    {
        var message = (IMessage)request!;
        return (TRequest)message.Descriptor.Parser.ParseFrom([.. message.ToByteArray(), .. Addition]);
    }

    private static async Task RefusedAsync<TResponse>(AsyncUnaryCall<TResponse> other, string method)
    {
        try
        {
            await other.ResponseAsync;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.AlreadyExists)
        {
            return;
        }

        throw new InvalidOperationException($"T4: {method} took another body under a key that was used.");
    }
}

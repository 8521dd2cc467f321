using Google.Protobuf;
using Grpc.Core;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>Serves one REST method by calling its gRPC method in the name of the caller.</summary>
internal sealed class Transcoder(Upstreams upstreams, RestSettings settings, TimeProvider clock)
{
    public async Task ServeAsync(HttpContext context, RestMethod method)
    {
        var read = await RequestReader.ReadAsync(context, method);
        if (!read.Succeeded(out var request, out var problem))
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        if (upstreams.Find(method, request) is not { } invoker)
        {
            await ProblemWriter.WriteAsync(context, Unknown.Service);
            return;
        }

        try
        {
            await CallAsync(context, method, request, invoker);
        }
        catch (RpcException exception)
        {
            await ProblemWriter.WriteAsync(context, RpcProblems.From(exception));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
    }

    private async Task CallAsync(HttpContext context, RestMethod method, IMessage request, CallInvoker invoker)
    {
        var options = Options(context, method);
        if (method.Descriptor.IsServerStreaming)
        {
            using var stream = invoker.AsyncServerStreamingCall(method.Call, host: null, options, request);
            await ResponseWriter.WriteAsync(context, method, stream.ResponseStream);
            return;
        }

        using var call = invoker.AsyncUnaryCall(method.Call, host: null, options, request);
        await ResponseWriter.WriteAsync(context, method, await call.ResponseAsync);
    }

    // The caller's token travels on as it is: each service checks it by itself and applies the method's access rule.
    private CallOptions Options(HttpContext context, RestMethod method)
    {
        var headers = new Metadata();
        if (context.Request.Headers.Authorization is [{ Length: > 0 } authorization])
            headers.Add("authorization", authorization);

        var allowed = method.Descriptor.IsServerStreaming ? settings.StreamDeadline : settings.Deadline;
        return new CallOptions(headers, clock.GetUtcNow().Add(allowed).UtcDateTime, context.RequestAborted);
    }
}

/// <summary>How long a call may take; section <c>Region:Gateway</c> of the configuration.</summary>
internal sealed record RestSettings(TimeSpan Deadline, TimeSpan StreamDeadline)
{
    public static RestSettings From(IConfiguration configuration) => new(
        TimeSpan.FromSeconds(configuration.GetValue("Region:Gateway:DeadlineSeconds", 30)),
        TimeSpan.FromSeconds(configuration.GetValue("Region:Gateway:StreamDeadlineSeconds", 300)));
}

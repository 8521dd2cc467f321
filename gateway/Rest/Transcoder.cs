using Google.Protobuf;
using Grpc.Core;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Own;
using Region.Gateway.Problems;
using Region.Platform.Refusals;

namespace Region.Gateway.Rest;

/// <summary>Serves one REST method by calling its gRPC method in the name of the caller.</summary>
internal sealed class Transcoder(
    Upstreams upstreams, MachineTokens machines, RestSettings settings, TimeProvider clock)
{
    private const string Bearer = "Bearer ";
    private const string Machine = Bearer + MachineTokens.Prefix;

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
            await CallAsync((context, method), request, invoker, await OptionsAsync(context, method));
        }
        catch (RpcException exception)
        {
            await ProblemWriter.WriteAsync(
                context, Versions.Refused(context, method, exception) ?? RpcProblems.From(exception));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
    }

    private static async Task CallAsync(
        (HttpContext Http, RestMethod Method) asked, IMessage request, CallInvoker invoker, CallOptions options)
    {
        var (context, method) = asked;
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
    private async Task<CallOptions> OptionsAsync(HttpContext context, RestMethod method)
    {
        var headers = new Metadata();
        if (context.Request.Headers.Authorization is [{ Length: > 0 } authorization])
            headers.Add("authorization", await ExchangedAsync(authorization, method, context.RequestAborted));

        if (method.IsOfIdentity)
            Origin.Of(context).Write(headers);

        var allowed = method.Descriptor.IsServerStreaming ? settings.StreamDeadline : settings.Deadline;
        return new CallOptions(headers, clock.GetUtcNow().Add(allowed).UtcDateTime, context.RequestAborted);
    }

    // A machine's token becomes a short-lived one. It opens no account: whoever finds it could make himself another.
    private async Task<string> ExchangedAsync(
        string authorization, RestMethod method, CancellationToken cancellationToken)
    {
        if (!authorization.StartsWith(Machine, StringComparison.Ordinal))
            return authorization;

        if (method.IsOfIdentity)
            throw Forbidden();

        var minted = await machines.ExchangeAsync(authorization[Bearer.Length..], cancellationToken);
        return minted is null ? authorization : Bearer + minted;
    }

    private static RpcException Forbidden() => StatusDetails.Exception(
        StatusCode.PermissionDenied, "PERSON_NEEDED", "gateway.region", "接口令牌不能办理账号事项，请本人登录后办理。");
}

/// <summary>How long a call may take; section <c>Region:Gateway</c> of the configuration.</summary>
internal sealed record RestSettings(TimeSpan Deadline, TimeSpan StreamDeadline)
{
    public static RestSettings From(IConfiguration configuration) => new(
        TimeSpan.FromSeconds(configuration.GetValue("Region:Gateway:DeadlineSeconds", 30)),
        TimeSpan.FromSeconds(configuration.GetValue("Region:Gateway:StreamDeadlineSeconds", 300)));
}

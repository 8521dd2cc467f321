using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Platform.Access;

/// <summary>
/// Enforces each method's access rule before any code of a service runs, for all four shapes of calls.
/// </summary>
internal sealed class AccessInterceptor(AccessRules rules, TokenValidator tokens, ILogger<AccessInterceptor> logger)
    : Interceptor
{
    private const string Domain = "region";
    private const string Scheme = "Bearer ";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var admitted = await AdmitAsync(context);
        admitted.Require(request);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var admitted = await AdmitAsync(context);
        admitted.Require(request);
        await continuation(request, responseStream, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var admitted = await AdmitAsync(context);
        return await continuation(new CheckedReader<TRequest>(requestStream, admitted), context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var admitted = await AdmitAsync(context);
        await continuation(new CheckedReader<TRequest>(requestStream, admitted), responseStream, context);
    }

    /// <summary>Finds out who calls and whether the role may; the unit is checked with each message.</summary>
    private async ValueTask<Admitted> AdmitAsync(ServerCallContext context)
    {
        if (rules.Find(context.Method) is not { } access)
        {
            Log.NoRule(logger, context.Method);
            throw Forbidden("此接口没有访问规则，不对外开放。");
        }

        if (access.IsPublic)
            return new Admitted(access, Caller: null);

        var caller = await CallerOfAsync(context);
        if (access.ScopesOf(caller.Role) is null)
        {
            Log.RoleRefused(logger, context.Method, caller.Role);
            throw Forbidden($"您的岗位不能办理此事：{caller.Role.Chinese()}不在其中，由{Names(access)}办理。");
        }

        context.SetCaller(caller);
        return new Admitted(access, caller);
    }

    private async ValueTask<Caller> CallerOfAsync(ServerCallContext context)
    {
        var header = context.RequestHeaders.GetValue("authorization");
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Unauthenticated();

        var verdict = await tokens.ValidateAsync(header[Scheme.Length..], context.CancellationToken);
        if (verdict.Undecided)
        {
            throw StatusDetails.Exception(
                StatusCode.Unavailable, "IDENTITY_UNAVAILABLE", Domain, "系统暂时无法核对登录凭据，请稍后再试。");
        }

        return verdict.Caller ?? throw Unauthenticated();
    }

    private static string Names(MethodAccess access) => string.Join('、', access.Roles.Select(role => role.Chinese()));

    private static RpcException Unauthenticated() => StatusDetails.Exception(
        StatusCode.Unauthenticated, "UNAUTHENTICATED", Domain, "您尚未登录或登录已失效，请重新登录。");

    private static RpcException Forbidden(string sentence) =>
        StatusDetails.Exception(StatusCode.PermissionDenied, "PERMISSION_DENIED", Domain, sentence);
}

/// <summary>A call whose role is right; what is left to check is the unit that each message names.</summary>
internal sealed record Admitted(MethodAccess Access, Caller? Caller)
{
    /// <exception cref="RpcException">The unit is not the caller's: NOT_FOUND, as for a unit that does not
    /// exist.</exception>
    public void Require(object message)
    {
        if (Caller is null)
            return;

        var unit = Access.UnitOf(message);
        foreach (var scope in Access.ScopesOf(Caller.Role) ?? [])
        {
            if (scope.Holds(Caller, unit))
                return;
        }

        throw NotFound.Exception();
    }
}

/// <summary>Checks the unit of every message that streams in.</summary>
internal sealed class CheckedReader<T>(IAsyncStreamReader<T> inner, Admitted admitted) : IAsyncStreamReader<T>
{
    public T Current => inner.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await inner.MoveNext(cancellationToken))
            return false;

        admitted.Require(inner.Current!);
        return true;
    }
}

internal static partial class Log
{
    [LoggerMessage(1201, LogLevel.Error, "{Method} has no access rule that makes sense, so it was refused.")]
    public static partial void NoRule(ILogger logger, string method);

    [LoggerMessage(1202, LogLevel.Information, "{Method} was refused for the role {Role}.")]
    public static partial void RoleRefused(ILogger logger, string method, Role role);
}

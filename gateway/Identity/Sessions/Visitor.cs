using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Region.Contracts.Villages.V1;
using Region.Gateway.Rest;
using Region.Platform.Identity;

namespace Region.Gateway.Identity.Sessions;

/// <summary>
/// Who looks at a page, for as long as the request lasts: <c>visitor.Client&lt;BookService.BookServiceClient&gt;()</c>
/// calls a service in his name, and the service checks his post as it does for every other caller.
/// </summary>
internal sealed class Visitor(
    IHttpContextAccessor requests, Upstreams upstreams, TokenMint mint, RestSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private string? _token;

    /// <summary>The session of this request; null for somebody who has not logged in.</summary>
    public BrowserSession? Session => requests.HttpContext?.Features.Get<BrowserSession>();

    [MemberNotNullWhen(true, nameof(Session))]
    public bool IsLoggedIn => Session is not null;

    /// <summary>Who, and under which post.</summary>
    /// <exception cref="InvalidOperationException">Nobody has logged in; such a page demands it first.</exception>
    public Caller Caller => Session?.Caller ?? throw new InvalidOperationException("Nobody has logged in.");

    /// <summary>All posts that the person may switch to; empty for nobody.</summary>
    public IReadOnlyList<Post> Posts => Session?.Posts ?? [];

    /// <summary>A generated client in the visitor's name; without a token for somebody who has not logged in.</summary>
    public TClient Client<TClient>()
        where TClient : ClientBase<TClient> =>
        (TClient)Activator.CreateInstance(typeof(TClient), Invoker(ServiceOf(typeof(TClient))))!;

    /// <summary>Calls of one service, such as <c>accounting</c>, in the visitor's name.</summary>
    public CallInvoker Invoker(string service) => upstreams.Of(service).Intercept(new InHisName(this));

    // Region.Contracts.Accounting.V1.BookService+BookServiceClient is served by accounting.
    private static string ServiceOf(Type client) => client.Namespace!.Split('.')[2].ToLowerInvariant();

    private string? Token() => Session is { } session ? _token ??= mint.Mint(session.Caller, Lifetime) : null;

    private ClientInterceptorContext<TRequest, TResponse> Prepare<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> call)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var entry in call.Options.Headers ?? Metadata.Empty)
            headers.Add(entry);

        if (Token() is { } token)
            headers.Add("authorization", $"Bearer {token}");

        // The record of logins names the browser, not the gateway.
        if (requests.HttpContext is { } http)
            Origin.Of(http).Write(headers);

        var deadline = call.Options.Deadline ?? clock.GetUtcNow().Add(settings.Deadline).UtcDateTime;
        return new ClientInterceptorContext<TRequest, TResponse>(
            call.Method, call.Host, call.Options.WithHeaders(headers).WithDeadline(deadline));
    }

    private sealed class InHisName(Visitor visitor) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, visitor.Prepare(context));

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, visitor.Prepare(context));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, visitor.Prepare(context));
    }
}

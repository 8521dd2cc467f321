using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>Interceptors of the server and of factory clients, and what they carry from call to call.</summary>
public sealed class InterceptorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_interceptors_run_in_order_with_services_and_arguments()
    {
        var journal = new Journal();
        await using var server = await ScriptedServer.StartAsync(
            options =>
            {
                options.Interceptors.Add<Recorder>("outer");
                options.Interceptors.Add<Recorder>("inner");
            },
            services => services.AddSingleton(journal));
        server.Service.Unary = (_, _) =>
        {
            journal.Lines.Add("handler");
            return Task.FromResult(new SimpleResponse());
        };

        await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation);

        journal.Lines.ShouldBe(["outer in", "inner in", "handler", "inner out", "outer out"]);
    }

    [Fact]
    public async Task An_interceptor_may_refuse_a_call()
    {
        await using var server = await ScriptedServer.StartAsync(options => options.Interceptors.Add<Refuser>());

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation));

        failure.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_factory_client_carries_the_deadline_of_the_served_call_on()
    {
        await using var inner = await ScriptedServer.StartAsync();
        var seen = new TaskCompletionSource<DateTime>();
        inner.Service.Unary = (_, context) =>
        {
            seen.TrySetResult(context.Deadline);
            return Task.FromResult(new SimpleResponse());
        };
        await using var outer = await ScriptedServer.StartAsync(services: services => services
            .AddGrpcClient<TestService.TestServiceClient>(options => options.Address = inner.Address)
            .EnableCallContextPropagation());
        outer.Service.Unary = async (request, context) =>
        {
            var client = context.GetHttpContext().RequestServices.GetRequiredService<TestService.TestServiceClient>();
            return await client.UnaryCallAsync(request, cancellationToken: CancellationToken.None);
        };
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        await outer.Client.UnaryCallAsync(new SimpleRequest(), deadline: deadline, cancellationToken: Cancellation);

        ((await seen.Task) - deadline).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_factory_client_has_interceptors_credentials_and_channel_settings()
    {
        await using var server = await ScriptedServer.StartAsync();
        Metadata? seen = null;
        server.Service.Unary = (_, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(new SimpleResponse());
        };
        var services = new ServiceCollection();
        services.AddSingleton(new Stamper());
        services.AddGrpcClient<TestService.TestServiceClient>(options => options.Address = server.Address)
            .ConfigureChannel(options => options.UnsafeUseInsecureChannelCallCredentials = true)
            .AddInterceptor<Stamper>()
            .AddCallCredentials((_, metadata) =>
            {
                metadata.Add("authorization", "Bearer t");
                return Task.CompletedTask;
            });
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TestService.TestServiceClient>().UnaryCallAsync(
            new SimpleRequest(), cancellationToken: Cancellation);

        seen.ShouldNotBeNull().GetValue("x-stamp").ShouldBe("stamped");
        seen.GetValue("authorization").ShouldBe("Bearer t");
    }

    [Fact]
    public void A_factory_client_without_an_address_says_so()
    {
        var services = new ServiceCollection();
        services.AddGrpcClient<TestService.TestServiceClient>();
        using var provider = services.BuildServiceProvider();

        Should.Throw<InvalidOperationException>(provider.GetRequiredService<TestService.TestServiceClient>)
            .Message.ShouldContain("Could not resolve the address");
    }

    public sealed class Journal
    {
        public IList<string> Lines { get; } = [];
    }

    public sealed class Recorder(string name, Journal journal) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request,
            ServerCallContext context,
            UnaryServerMethod<TRequest, TResponse> continuation)
        {
            journal.Lines.Add($"{name} in");
            var response = await continuation(request, context);
            journal.Lines.Add($"{name} out");
            return response;
        }
    }

    public sealed class Refuser : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request,
            ServerCallContext context,
            UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, ""));
    }

    public sealed class Stamper : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = context.Options.WithHeaders(new Metadata { { "x-stamp", "stamped" } });
            return continuation(
                request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        }
    }
}

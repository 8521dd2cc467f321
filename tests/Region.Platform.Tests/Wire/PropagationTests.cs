using Grpc.Core;
using Grpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>Calls of a served call end with it, whatever their shape.</summary>
public sealed class PropagationTests
{
    public enum Shape
    {
        Unary,
        Blocking,
        ClientStreaming,
        ServerStreaming,
        Duplex,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Shape> Shapes => [.. Enum.GetValues<Shape>()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_deadline_of_the_served_call_goes_on(Shape shape)
    {
        await using var world = await TwoServers.StartAsync(shape, waits: false);
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        await world.Outer.Client.UnaryCallAsync(
            new SimpleRequest(), deadline: deadline, cancellationToken: Cancellation);

        ((await world.InnerDeadline.Task) - deadline).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_cancellation_of_the_served_call_goes_on(Shape shape)
    {
        await using var world = await TwoServers.StartAsync(shape, waits: true);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var call = world.Outer.Client.UnaryCallAsync(
            new SimpleRequest(), cancellationToken: cancellation.Token);
        await world.InnerDeadline.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);

        await cancellation.CancelAsync();

        await world.InnerCancelled.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
        (await Should.ThrowAsync<RpcException>(async () => await call)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    /// <summary>A server whose handler calls another one in some shape.</summary>
    private sealed class TwoServers(ScriptedServer outer, ScriptedServer inner) : IAsyncDisposable
    {
        public ScriptedServer Outer => outer;

        public TaskCompletionSource<DateTime> InnerDeadline { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource InnerCancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static async Task<TwoServers> StartAsync(Shape shape, bool waits)
        {
            var inner = await ScriptedServer.StartAsync();
            var outer = await ScriptedServer.StartAsync(services: services => services
                .AddGrpcClient<TestService.TestServiceClient>(options => options.Address = inner.Address)
                .EnableCallContextPropagation());
            var world = new TwoServers(outer, inner);
            inner.Service.Any = context => world.ServeAsync(context, waits);
            outer.Service.Unary = async (_, context) =>
            {
                var services = context.GetHttpContext().RequestServices;
                await CallAsync(services.GetRequiredService<TestService.TestServiceClient>(), shape);
                return new SimpleResponse();
            };
            return world;
        }

        public async ValueTask DisposeAsync()
        {
            await outer.DisposeAsync();
            await inner.DisposeAsync();
        }

        private async Task ServeAsync(ServerCallContext context, bool waits)
        {
            using var cancelled = context.CancellationToken.Register(() => InnerCancelled.TrySetResult());
            InnerDeadline.TrySetResult(context.Deadline);
            if (waits)
                await InnerCancelled.Task;
        }

        /// <summary>Calls without a deadline or a token of its own.</summary>
        private static async Task CallAsync(TestService.TestServiceClient client, Shape shape)
        {
            switch (shape)
            {
                case Shape.Unary:
                    await client.UnaryCallAsync(new SimpleRequest(), cancellationToken: CancellationToken.None);
                    break;
                case Shape.Blocking:
                    await Task.Run(() => client.UnaryCall(new SimpleRequest(), new CallOptions()));
                    break;
                case Shape.ClientStreaming:
                    using (var call = client.StreamingInputCall(cancellationToken: CancellationToken.None))
                    {
                        await call.RequestStream.CompleteAsync();
                        await call;
                    }

                    break;
                case Shape.ServerStreaming:
                    using (var call = client.StreamingOutputCall(
                        new StreamingOutputCallRequest(), cancellationToken: CancellationToken.None))
                    {
                        await call.ResponseStream.MoveNext(CancellationToken.None);
                    }

                    break;
                case Shape.Duplex:
                    using (var call = client.FullDuplexCall(cancellationToken: CancellationToken.None))
                    {
                        await call.ResponseStream.MoveNext(CancellationToken.None);
                    }

                    break;
            }
        }
    }
}

using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>Nonsense from a seeded generator never crashes either side, hangs it or makes it keep memory.</summary>
public sealed class FuzzTests(InteropServer server) : IClassFixture<InteropServer>
{
    private const int Rounds = 400;
    private const long MostKept = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Methods =
        [
        "EmptyCall", "UnaryCall", "StreamingOutputCall", "StreamingInputCall", "FullDuplexCall", "HalfDuplexCall", "No",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    public async Task The_server_answers_all_nonsense_and_lives_on(int seed)
    {
        var data = new FuzzInputs(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var client = await RawHttp2Client.ConnectAsync(server.Port, Cancellation);
        for (var round = 0; round < Rounds; round++)
        {
            var probe = new Probe(data.Frames())
            {
                Path = $"/grpc.testing.TestService/{data.Pick(Methods)}",
                ContentType = data.Pick("application/grpc", "application/grpc+proto", data.Text()),
                Extra = data.RequestHeaders(),
            };

            var answer = await probe.SendAsync(client, Cancellation).WaitAsync(Patience, Cancellation);

            // What is not gRPC at all and asks for no known method gets a plain 404, as from the official server.
            var plain = answer.Find(":status") is "404" && answer.Find("grpc-status") is null;
            (plain || answer.Find("grpc-status") is not null).ShouldBeTrue($"round {round} of seed {seed}");
        }

        var healthy = await new Probe(GrpcFrames.Of([])).SendAsync(server.Port, Cancellation);
        healthy.Find("grpc-status").ShouldBe("0");
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(MostKept);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    public async Task The_client_ends_every_call_whatever_comes_back(int seed)
    {
        var data = new FuzzInputs(seed);
        await using var foreign = RawHttp2Server.Start(exchange => AnswerAsync(exchange, data));
        using var channel = GrpcChannel.ForAddress(foreign.Address);
        var client = new TestService.TestServiceClient(channel);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < Rounds / 4; round++)
        {
            using var call = client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation);

            var ended = await Record.ExceptionAsync(() => call.ResponseAsync.WaitAsync(Patience, Cancellation));

            if (ended is not null)
                ended.ShouldBeOfType<RpcException>($"round {round} of seed {seed}");
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    private static async Task AnswerAsync(RawExchange exchange, FuzzInputs data)
    {
        var contentType = data.Pick(RawExchange.Grpc, RawExchange.Grpc, new RawHeader("content-type", data.Text()));
        await exchange.HeadersAsync(end: false, RawExchange.Ok, contentType, data.Encoding());
        await exchange.DataAsync(data.Frames());
        if (data.Pick(true, true, false))
            await exchange.HeadersAsync(end: true, data.Trailers());
        else
            await exchange.ResetAsync(data.ResetCode());
    }
}

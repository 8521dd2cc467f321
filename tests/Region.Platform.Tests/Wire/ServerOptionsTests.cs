using System.IO.Compression;
using Grpc.Core;
using Grpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The settings of the server: limits, compression, unknown services.</summary>
public sealed class ServerOptionsTests
{
    private const string UnaryPath = "/grpc.testing.TestService/UnaryCall";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_limit_of_a_service_wins_over_that_of_all()
    {
        await using var server = await ScriptedServer.StartAsync(
            options => options.MaxReceiveMessageSize = 10,
            services => services.AddGrpc().AddServiceOptions<ScriptedService>(
                options => options.MaxReceiveMessageSize = null));

        var response = await server.Client.UnaryCallAsync(
            new SimpleRequest { Payload = InteropCases.Zeros(5_000_000) }, cancellationToken: Cancellation);

        response.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_response_over_the_limit_is_not_sent()
    {
        await using var server = await ScriptedServer.StartAsync(options => options.MaxSendMessageSize = 10);
        server.Service.Unary = (_, _) => Task.FromResult(new SimpleResponse { Payload = InteropCases.Zeros(11) });

        var failure = await Should.ThrowAsync<RpcException>(
            async () => await server.Client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation));

        failure.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        failure.Status.Detail.ShouldBe("Sending message exceeds the maximum configured message size.");
    }

    [Fact]
    public async Task A_small_message_that_inflates_beyond_the_limit_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync();
        var bomb = GrpcFrames.Gzip(new byte[64 * 1024 * 1024]);
        bomb.Length.ShouldBeLessThan(100_000);
        var probe = new Probe(GrpcFrames.Of(bomb, flag: 1))
        {
            Path = UnaryPath,
            Extra = [new RawHeader("grpc-encoding", "gzip")],
        };

        var answer = await probe.SendAsync(server.Address.Port, Cancellation);

        answer.Find("grpc-status").ShouldBe("8");
        answer.Find("grpc-message").ShouldBe("Received message exceeds the maximum configured message size.");
    }

    [Theory]
    [InlineData("identity,gzip", "gzip", 1)]
    [InlineData("gzip", "gzip", 1)]
    [InlineData("identity,deflate", null, 0)]
    [InlineData("", null, 0)]
    public async Task Responses_are_compressed_only_for_clients_that_accept_it(
        string accepted,
        string? encoding,
        int flag)
    {
        await using var server = await ScriptedServer.StartAsync(options =>
        {
            options.ResponseCompressionAlgorithm = "gzip";
            options.ResponseCompressionLevel = CompressionLevel.Optimal;
        });
        var probe = new Probe(GrpcFrames.Of([]))
        {
            Path = UnaryPath,
            Extra = [new RawHeader("grpc-accept-encoding", accepted)],
        };

        var answer = await probe.SendAsync(server.Address.Port, Cancellation);

        answer.Find("grpc-encoding").ShouldBe(encoding);
        ((int)answer.Body.ToArray()[0]).ShouldBe(flag);
        answer.Find("grpc-status").ShouldBe("0");
    }

    [Fact]
    public async Task A_handler_may_leave_its_response_uncompressed()
    {
        await using var server = await ScriptedServer.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        server.Service.Unary = (_, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return Task.FromResult(new SimpleResponse());
        };
        var probe = new Probe(GrpcFrames.Of([]))
        {
            Path = UnaryPath,
            Extra = [new RawHeader("grpc-accept-encoding", "gzip")],
        };

        var answer = await probe.SendAsync(server.Address.Port, Cancellation);

        answer.Find("grpc-encoding").ShouldBe("gzip");
        answer.DataAsHex.ShouldBe("0000000000");
    }

    [Fact]
    public async Task Unknown_services_may_be_left_to_the_application()
    {
        await using var server = await ScriptedServer.StartAsync(options => options.IgnoreUnknownServices = true);
        var probe = new Probe(GrpcFrames.Of([])) { Path = "/no.such.Service/Call" };

        var answer = await probe.SendAsync(server.Address.Port, Cancellation);

        answer.Find(":status").ShouldBe("404");
        answer.Find("grpc-status").ShouldBeNull();
    }
}

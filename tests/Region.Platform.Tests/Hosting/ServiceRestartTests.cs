using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Region.Platform.Hosting;
using Region.Platform.Tests.Wire;
using Shouldly;

namespace Region.Platform.Tests.Hosting;

/// <summary>A client outlives the servers that it calls.</summary>
public sealed class ServiceRestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_was_restarted_at_the_same_address_is_found_again()
    {
        var first = await StartAsync(port: 0, "first");
        var address = InteropServer.AddressOf(first);
        using var channel = Channel(address, ServiceClients.CreateHandler());
        var client = new TestService.TestServiceClient(channel);
        (await NameAsync(client)).ShouldBe("first");

        await first.DisposeAsync();
        var failures = new[] { await FailAsync(client), await FailAsync(client) };
        await using var second = await StartAsync(address.Port, "second");

        // The first may still go out on the connection that is just being closed, officially INTERNAL.
        failures[0].ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal);
        failures[1].ShouldBe(StatusCode.Unavailable);
        (await NameAsync(client)).ShouldBe("second");
    }

    [Fact]
    public async Task A_service_that_moved_is_found_when_the_connections_to_its_old_place_have_lived_long_enough()
    {
        await using var first = await StartAsync(port: 0, "first");
        await using var second = await StartAsync(port: 0, "second");
        var current = InteropServer.AddressOf(first).Port;
        var handler = ServiceClients.CreateHandler();
        handler.PooledConnectionLifetime = TimeSpan.FromMilliseconds(50);

        // In the place of the name service: asked again for each connection.
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Volatile.Read(ref current), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var channel = Channel(new Uri("http://villages"), handler);
        var client = new TestService.TestServiceClient(channel);
        (await NameAsync(client)).ShouldBe("first");

        Volatile.Write(ref current, InteropServer.AddressOf(second).Port);

        var giveUp = TimeProvider.System.GetUtcNow().AddSeconds(20);
        var found = await NameAsync(client);
        while (found is "first" && TimeProvider.System.GetUtcNow() < giveUp)
            found = await NameAsync(client);

        found.ShouldBe("second");
    }

    [Fact]
    public void Connections_end_before_long_and_are_asked_for_signs_of_life()
    {
        using var handler = ServiceClients.CreateHandler();

        handler.PooledConnectionLifetime.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
        handler.KeepAlivePingDelay.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        handler.KeepAlivePingTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
    }

    private static GrpcChannel Channel(Uri address, HttpMessageHandler handler) => GrpcChannel.ForAddress(
        address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });

    private static async Task<string> NameAsync(TestService.TestServiceClient client)
    {
        var response = await client.UnaryCallAsync(new SimpleRequest(), cancellationToken: Cancellation);
        return response.Payload.Body.ToStringUtf8();
    }

    private static async Task<StatusCode> FailAsync(TestService.TestServiceClient client) =>
        (await Should.ThrowAsync<RpcException>(() => NameAsync(client))).StatusCode;

    private static async Task<WebApplication> StartAsync(int port, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        var body = Google.Protobuf.ByteString.CopyFromUtf8(name);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ScriptedService
        {
            Unary = (_, _) => Task.FromResult(new SimpleResponse { Payload = new Payload { Body = body } }),
        });
        var app = builder.Build();
        app.MapGrpcService<ScriptedService>();
        await app.StartAsync(Cancellation);
        return app;
    }
}

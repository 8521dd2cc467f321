using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>What proves a caller does not travel in plaintext unless that was asked for.</summary>
public sealed class CallCredentialsTests
{
    private static readonly CallCredentials Credentials = CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("authorization", "Bearer t");
        return Task.CompletedTask;
    });

    [Fact]
    public void A_plaintext_channel_refuses_credentials()
    {
        var options = new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Credentials),
        };

        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress("http://127.0.0.1:1", options))
            .Message.ShouldBe(
                "CallCredentials can't be composed with InsecureCredentials. CallCredentials must be used with secure "
                + "channel credentials like SslCredentials or by enabling "
                + "GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials on the channel.");
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Bearer t")]
    public async Task Credentials_of_a_single_call_are_left_out_in_plaintext_unless_allowed(
        bool allowed, string? expected)
    {
        await using var server = await ScriptedServer.StartAsync();
        var seen = new TaskCompletionSource<string?>();
        server.Service.Unary = (_, context) =>
        {
            seen.SetResult(context.RequestHeaders.GetValue("authorization"));
            return Task.FromResult(new SimpleResponse());
        };
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = allowed });

        await new TestService.TestServiceClient(channel).UnaryCallAsync(
            new SimpleRequest(),
            new CallOptions(cancellationToken: TestContext.Current.CancellationToken, credentials: Credentials));

        (await seen.Task).ShouldBe(expected);
    }

    [Fact]
    public void A_factory_client_with_credentials_refuses_a_plaintext_address()
    {
        var services = new ServiceCollection();
        services
            .AddGrpcClient<TestService.TestServiceClient>(options => options.Address = new Uri("http://127.0.0.1:1"))
            .AddCallCredentials(Credentials);
        using var provider = services.BuildServiceProvider();

        Should.Throw<InvalidOperationException>(provider.GetRequiredService<TestService.TestServiceClient>)
            .Message.ShouldStartWith(
                "Call credential configured for gRPC client 'TestServiceClient' requires TLS, and the client isn't");
    }
}

using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>The health service answers from the health checks of the application.</summary>
public sealed class HealthServiceTests
{
    [Theory]
    [InlineData(HealthStatus.Healthy, HealthCheckResponse.Types.ServingStatus.Serving)]
    [InlineData(HealthStatus.Degraded, HealthCheckResponse.Types.ServingStatus.Serving)]
    [InlineData(HealthStatus.Unhealthy, HealthCheckResponse.Types.ServingStatus.NotServing)]
    public async Task A_server_serves_unless_a_check_is_unhealthy(
        HealthStatus check,
        HealthCheckResponse.Types.ServingStatus expected)
    {
        await using var app = await StartAsync(check);
        using var channel = GrpcChannel.ForAddress(InteropServer.AddressOf(app));
        var client = new Health.HealthClient(channel);

        var answer = await client.CheckAsync(
            new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken);

        answer.Status.ShouldBe(expected);
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        await using var app = await StartAsync(HealthStatus.Healthy);
        using var channel = GrpcChannel.ForAddress(InteropServer.AddressOf(app));

        var client = new Health.HealthClient(channel);
        var failure = await Should.ThrowAsync<RpcException>(async () => await client.CheckAsync(
            new HealthCheckRequest { Service = "no.such" },
            cancellationToken: TestContext.Current.CancellationToken));

        failure.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_watcher_hears_the_state_now_and_the_stop_of_the_server()
    {
        await using var app = await StartAsync(HealthStatus.Healthy);
        using var channel = GrpcChannel.ForAddress(InteropServer.AddressOf(app));
        using var watch = new Health.HealthClient(channel).Watch(
            new HealthCheckRequest(), cancellationToken: TestContext.Current.CancellationToken);

        (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeTrue();
        var first = watch.ResponseStream.Current.Status;
        var stop = app.StopAsync(TestContext.Current.CancellationToken);
        (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeTrue();
        var second = watch.ResponseStream.Current.Status;
        (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken)).ShouldBeFalse();
        await stop;

        first.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        second.ShouldBe(HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    private static Task<WebApplication> StartAsync(HealthStatus check) => InteropServer.StartAsync(
        services =>
        {
            services.AddGrpc();
            services.AddGrpcHealthChecks().AddCheck("stated", () => new HealthCheckResult(check));
        },
        app => app.MapGrpcHealthChecksService());
}

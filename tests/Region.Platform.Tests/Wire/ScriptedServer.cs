using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Grpc.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Region.Platform.Tests.Wire;

/// <summary>A server with a <see cref="ScriptedService"/>, and a client of it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ScriptedServer(WebApplication app, ScriptedService service)
    {
        _app = app;
        Service = service;
        Address = InteropServer.AddressOf(app);
        _channel = GrpcChannel.ForAddress(Address);
        Client = new TestService.TestServiceClient(_channel);
    }

    public ScriptedService Service { get; }

    public Uri Address { get; }

    public TestService.TestServiceClient Client { get; }

    public static async Task<ScriptedServer> StartAsync(
        Action<GrpcServiceOptions>? configure = null,
        Action<IServiceCollection>? services = null)
    {
        var service = new ScriptedService();
        var app = await InteropServer.StartAsync(
            collection =>
            {
                collection.AddSingleton(service);
                collection.AddGrpc(configure ?? (_ => { }));
                services?.Invoke(collection);
            },
            app => app.MapGrpcService<ScriptedService>());
        return new ScriptedServer(app, service);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}

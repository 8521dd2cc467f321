using Grpc.Net.Client;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// Our client against our server, in gRPC's own interoperability cases. Each case asserts for itself, since
/// <see cref="ForeignInteropTests"/> runs the same ones against another implementation's server.
/// </summary>
public sealed class InteropCasesTests(InteropServer server) : IClassFixture<InteropServer>
{
    public static TheoryData<string> Names => [.. InteropCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Our_client_passes_with_our_server(string name)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);

        await InteropCases.All[name](channel.CreateCallInvoker(), TestContext.Current.CancellationToken);
    }
}

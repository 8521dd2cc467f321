using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Net.Client;
using Grpc.Testing;
using Shouldly;

namespace Region.Platform.Tests.Wire;

/// <summary>
/// Our client and server against gRPC's reference implementations for Node and, over its C core, Python.
/// </summary>
public sealed class ForeignInteropTests(InteropServer server) : IClassFixture<InteropServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Cases that a foreign server cannot serve: no handler there sees whether a request was compressed.
    /// </summary>
    private static readonly string[] OnlyHere = ["client_compressed_unary"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Our_client_passes_with_the_server_of_grpc_js()
    {
        await RequireNodeAsync();
        await using var foreign = ForeignProgram.Start("node", "server.mjs", ForeignProgram.Protos);

        await CheckOurClientAsync(await foreign.ReadPortAsync(Cancellation));
    }

    [Fact]
    public async Task The_client_of_grpc_js_passes_with_our_server()
    {
        await RequireNodeAsync();

        var lines = await ForeignProgram.TryRunAsync(
            Limit, "node", "client.mjs", ForeignProgram.Protos, $"{server.Port}");

        Check(lines);
    }

    [Fact]
    public async Task Our_client_passes_with_the_server_of_python()
    {
        var python = await RequirePythonAsync();
        var descriptors = WriteDescriptors();
        await using var foreign = ForeignProgram.Start(python, "interop.py", "server", descriptors);

        await CheckOurClientAsync(await foreign.ReadPortAsync(Cancellation));
    }

    [Fact]
    public async Task The_client_of_python_passes_with_our_server()
    {
        var python = await RequirePythonAsync();

        var lines = await ForeignProgram.TryRunAsync(
            Limit, python, "interop.py", "client", WriteDescriptors(), $"{server.Port}");

        Check(lines);
    }

    private static void Check(IReadOnlyList<string>? lines)
    {
        lines.ShouldNotBeNull().Count.ShouldBeGreaterThan(15);
        lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task CheckOurClientAsync(int port)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        foreach (var (name, run) in InteropCases.All.Where(one => !OnlyHere.Contains(one.Key, StringComparer.Ordinal)))
        {
            var failure = await Record.ExceptionAsync(() => run(channel.CreateCallInvoker(), Cancellation));
            failure.ShouldBeNull($"{name}: {failure}");
        }
    }

    private static async Task RequireNodeAsync()
    {
        if (!Directory.Exists(Path.Combine(ForeignProgram.Folder, "node_modules")))
        {
            await ForeignProgram.TryRunAsync(
                Limit, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", ForeignProgram.Folder);
        }

        var works = await ForeignProgram.TryRunAsync(
            Limit, "node", "--input-type=module", "-e", "import '@grpc/grpc-js'");
        Require(works is not null, "node with @grpc/grpc-js (npm ci in tests/Region.Platform.Tests/interop)");
    }

    private static async Task<string> RequirePythonAsync()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            if (await ForeignProgram.TryRunAsync(Limit, python, "-c", "import grpc, google.protobuf") is not null)
                return python;
        }

        Require(present: false, "python3 with grpcio (Debian: python3-grpcio)");
        return "";
    }

    private static void Require(bool present, string program)
    {
        if (!present && ForeignProgram.AllRequired)
            Assert.Fail($"REGION_TEST_ALL=1 requires {program}.");

        Assert.SkipUnless(present, $"Not on this machine: {program}.");
    }

    private static string WriteDescriptors()
    {
        var files = new FileDescriptorSet
        {
            File =
            {
                FileDescriptorProto.Parser.ParseFrom(EmptyReflection.Descriptor.SerializedData),
                FileDescriptorProto.Parser.ParseFrom(MessagesReflection.Descriptor.SerializedData),
            },
        };
        var path = Path.Combine(AppContext.BaseDirectory, "grpc-testing.protoset");
        File.WriteAllBytes(path, files.ToByteArray());
        return path;
    }
}

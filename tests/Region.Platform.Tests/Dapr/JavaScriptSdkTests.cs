using System.Diagnostics;
using System.Text.Json;
using Region.Platform.Tests.Sidecar;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

/// <summary>
/// Dapr's own JavaScript SDK knows nothing of this project: what it can do, a foreign program can do.
/// </summary>
public sealed class JavaScriptSdkTests
{
    private static readonly string Folder =
        Path.Combine(Repository.Root, "tests", "Region.Platform.Tests", "interop-dapr");

    [Fact]
    public async Task The_official_javascript_sdk_publishes_and_subscribes()
    {
        var node = Programs.Require("node");
        await NodePackages.RequireAsync(Folder, TestContext.Current.CancellationToken);
        var port = Ports.Next();
        await using var sidecar = await RunningSidecar.StartAsync(("js", $"http://127.0.0.1:{port}"));

        var (exitCode, output) = await RunAsync(
            node,
            ["interop.js"],
            ("APP_PORT", $"{port}"),
            ("SIDECAR_HTTP_PORT", $"{new Uri(sidecar.HttpAddress).Port}"),
            ("SIDECAR_GRPC_PORT", $"{new Uri(sidecar.GrpcAddress).Port}"),
            ("API_TOKEN", RunningSidecar.TokenOf("js")));

        exitCode.ShouldBe(0, output);
        var steps = output.Split('\n').Where(line => line.StartsWith('{'))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Step("http").GetRawText().ShouldBe("{}");
        Step("grpc").GetRawText().ShouldBe("{}");
        Step("bulk").GetProperty("failedMessages").GetArrayLength().ShouldBe(0);
        Step("refused").GetString()!.ShouldContain("ERR_PUBSUB_NOT_FOUND");
        steps.Where(step => step.GetProperty("step").GetString() is "received")
            .Select(step => step.GetProperty("value").GetProperty("over").GetString())
            .ShouldBe(["bulk", "grpc", "http"], ignoreOrder: true);

        JsonElement Step(string name) =>
            steps.Single(step => step.GetProperty("step").GetString() == name).GetProperty("value");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

}

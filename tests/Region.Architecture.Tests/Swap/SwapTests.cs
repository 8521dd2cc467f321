using System.Diagnostics;
using System.Text.Json;
using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests.Swap;

/// <summary>
/// What can be proved of <c>OfficialPackages=true</c> where the official packages cannot be had: that nothing above
/// the stand-ins uses what the official packages lack, and that the swap takes every file of ours out of the build.
/// </summary>
public sealed class SwapTests
{
    private static readonly OfficialApi Official = OfficialApi.Read();

    private static readonly string[] Users =
    [
        "Region.Contracts", "Region.Platform", "Region.Villages", "Region.Procurement", "Region.Accounting",
        "Region.Gateway", "Region.Sidecar", "Region.Testing", "Region.Platform.Tests",
    ];

    /// <summary>What the official interface implements itself, which the listing does not say.</summary>
    private static readonly string[] WithDefault = ["Grpc.Core.IAsyncStreamWriter`1 WriteAsync/2"];

    /// <summary>
    /// A protected type, which the listing of public types leaves out; the official generator's code names it.
    /// </summary>
    private const string Protected = "Grpc.Core.ClientBase.ClientBaseConfiguration";

    [Fact]
    public void Every_type_and_member_that_is_used_exists_in_the_official_packages()
    {
        var (used, missing) = (0, new List<string>());
        foreach (var path in Assemblies())
        {
            using var use = new CompatUse(path);
            var types = use.Types.ToList();
            var members = use.Members.ToList();
            used += types.Count + members.Count;
            missing.AddRange(types
                .Where(type => type is not Protected && !Official.Has(type))
                .Select(type => $"{Path.GetFileName(path)}: {type}"));
            missing.AddRange(members
                .Where(one => !Official.Has(one.Type, one.Member))
                .Select(one => $"{Path.GetFileName(path)}: {one.Type} {one.Member}"));
        }

        missing.ShouldBeEmpty();
        used.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Every_class_has_what_its_official_base_or_interface_asks_for()
    {
        var (seen, missing) = (0, new List<string>());
        foreach (var path in Assemblies())
        {
            using var use = new CompatUse(path);
            foreach (var (name, parent, methods) in use.Implementations)
            {
                seen++;
                missing.AddRange(Official.RequiredOf(parent)
                    .Where(member => !methods.Contains(member) && !WithDefault.Contains($"{parent} {member}"))
                    .Select(member => $"{Path.GetFileName(path)}: {name} lacks {parent} {member}"));
            }
        }

        missing.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void The_comparison_knows_what_the_official_packages_lack()
    {
        Official.Has("Grpc.Core.AsyncUnaryCall`1", "get_ResponseAsync/0").ShouldBeTrue();
        Official.Has("Grpc.Core.AsyncUnaryCall`1", "set_ResponseAsync/1").ShouldBeFalse();
        Official.Has("Grpc.Net.Client.GrpcChannel", "ForAddress/2").ShouldBeTrue();
        Official.Has("Grpc.Net.Client.GrpcChannel", "ForAddress/3").ShouldBeFalse();
        Official.Has("Grpc.Net.Client.HttpCallInvoker").ShouldBeFalse();
        Official.RequiredOf("Grpc.Core.CallInvoker").Count.ShouldBe(5);
    }

    [Fact]
    public void No_assembly_sees_the_internals_of_the_stand_ins() =>
        Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "services", "compat"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("InternalsVisibleTo", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("grpc/Region.Compat.Grpc.csproj", "Grpc.AspNetCore")]
    [InlineData("grpc/Region.Compat.Grpc.csproj", "Grpc.AspNetCore.HealthChecks")]
    [InlineData("grpc/Region.Compat.Grpc.csproj", "Grpc.AspNetCore.Server.Reflection")]
    [InlineData("dapr/Region.Compat.Dapr.csproj", "Dapr.AspNetCore")]
    [InlineData("opentelemetry/Region.Compat.OpenTelemetry.csproj", "OpenTelemetry.Extensions.Hosting")]
    public async Task The_swap_takes_our_files_out_and_the_official_package_in(string project, string package)
    {
        var ours = await EvaluateAsync(project, official: false);
        var theirs = await EvaluateAsync(project, official: true);

        Identities(ours, "Compile").ShouldNotBeEmpty();
        Identities(ours, "PackageReference").ShouldNotContain(package);
        Identities(theirs, "Compile").ShouldBeEmpty();
        Identities(theirs, "Protobuf").ShouldBeEmpty();
        Identities(theirs, "PackageReference").ShouldContain(package);
        Identities(theirs, "PackageVersion").ShouldContain(package);
    }

    /// <summary>All of ours above the stand-ins, and the tests of the stand-ins.</summary>
    private static IEnumerable<string> Assemblies()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Users.Select(project =>
            Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll"));
    }

    private static async Task<JsonElement> EvaluateAsync(string project, bool official)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "msbuild",
                Path.Combine(Repository.Root, "services", "compat", project),
                $"-p:OfficialPackages={(official ? "true" : "false")}",
                "-getItem:Compile,Protobuf,PackageReference,PackageVersion",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("Items");
    }

    private static List<string> Identities(JsonElement items, string kind) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
}

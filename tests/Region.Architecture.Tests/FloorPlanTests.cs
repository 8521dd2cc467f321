using System.Xml.Linq;
using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests;

public sealed class FloorPlanTests
{
    private static readonly string[] Compat =
        ["Region.Compat.Grpc", "Region.Compat.Dapr", "Region.Compat.OpenTelemetry"];

    private static readonly string[] ServiceFloor = ["Region.Platform", "Region.Contracts", "Region.Kernel", .. Compat];

    private static readonly string[] Services = ["Region.Villages", "Region.Procurement", "Region.Accounting"];

    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Region.Kernel"] = [],
        ["Region.Compat.Grpc"] = [],
        ["Region.Compat.Dapr"] = ["Region.Compat.Grpc"],
        ["Region.Compat.OpenTelemetry"] = [],
        ["Region.Contracts"] = ["Region.Compat.Grpc"],
        ["Region.Platform"] = ["Region.Contracts", "Region.Kernel", .. Compat],
        ["Region.Villages"] = ServiceFloor,
        ["Region.Procurement"] = ServiceFloor,
        ["Region.Accounting"] = ServiceFloor,
        ["Region.Sidecar"] = ["Region.Compat.Grpc"],
        ["Region.Verifier"] = [],
        ["Region.Gateway"] = ["Region.Contracts", "Region.Platform"],
        ["Region.AppHost"] = [.. Services, "Region.Gateway", "Region.Sidecar"],
    };

    [Fact]
    public void Every_project_references_only_the_floors_below_it()
    {
        var broken =
            from file in Projects()
            let project = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let target = Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)
            where !MayReference.GetValueOrDefault(project, []).Contains(target, StringComparer.Ordinal)
            select $"{project} may not reference {target}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_its_place_in_the_floor_plan_and_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Region.sln"));
        var missing =
            from file in Projects(andTests: true)
            let project = Path.GetFileNameWithoutExtension(file)
            where !solution.Contains($"\"{project}\"", StringComparison.Ordinal)
                || (!file.Contains("/tests/", StringComparison.Ordinal) && !MayReference.ContainsKey(project))
            select project;

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_kernel_and_every_domain_folder_use_only_the_base_library()
    {
        var broken =
            from file in SourceFiles.All
            where file.Path.Contains("/Domain/", StringComparison.Ordinal)
                || file.Path.StartsWith("services/kernel/", StringComparison.Ordinal)
            from line in file.Lines
            where (line.StartsWith("using ", StringComparison.Ordinal)
                    && !line.StartsWith("using System", StringComparison.Ordinal)
                    && !line.StartsWith("using Region.Kernel", StringComparison.Ordinal)
                    && !IsOwnDomain(line))
                || line.Contains(" async ", StringComparison.Ordinal)
                || line.Contains("TimeProvider", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}";

        broken.ShouldBeEmpty();

        static bool IsOwnDomain(string line) => line.Contains(".Domain", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Projects(bool andTests = false) =>
        Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal))
            .Where(file => andTests || !file.Contains("/tests/", StringComparison.Ordinal));
}

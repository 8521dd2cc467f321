using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace Region.Testing.Mutants;

/// <summary>
/// Compiles mutants: of each the one project that it changes, in a temporary folder, against the assemblies that are
/// built already; all of them in one build.
/// </summary>
public sealed class MutantBuild : IDisposable
{
    private static readonly TimeSpan BuiltWithin = TimeSpan.FromMinutes(10);
    private static readonly string[] NotCopied = ["ProjectReference", "PackageReference"];

    private readonly string _folder = Directory.CreateTempSubdirectory("region-mutants-").FullName;
    private readonly Dictionary<Mutant, string> _assemblies = [];

    private MutantBuild()
    {
    }

    /// <summary>The assembly of a mutant.</summary>
    public string this[Mutant mutant] => _assemblies[mutant];

    /// <summary>Builds mutants against the assemblies that lie beside a built program.</summary>
    /// <param name="mutants">What to build.</param>
    /// <param name="references">The folder of a built program that uses all the projects concerned.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="InvalidOperationException">
    /// A mutant's text does not fit the code any more, or does not compile.
    /// </exception>
    public static async Task<MutantBuild> OfAsync(
        IReadOnlyList<Mutant> mutants,
        string references,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mutants);
        var build = new MutantBuild();
        try
        {
            var projects = mutants.Select((mutant, index) => build.Write(mutant, index, references)).ToArray();
            await build.CompileAsync(projects, cancellationToken);
            return build;
        }
        catch
        {
            build.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes the changed sources with a project file for them; answers the project file.</summary>
    private string Write(Mutant mutant, int index, string references)
    {
        var source = Path.Combine(Repository.Root, mutant.Project);
        var target = Path.Combine(_folder, index.ToString(CultureInfo.InvariantCulture));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var change in mutant.Changes)
        {
            var path = Path.Combine(target, change.File);
            File.WriteAllText(path, change.Apply(File.ReadAllText(path)));
        }

        var project = Directory.EnumerateFiles(target, "*.csproj").Single();
        var name = Path.GetFileNameWithoutExtension(project);
        Refer(project, name, references);
        File.WriteAllText(Path.Combine(target, "Directory.Build.props"), Settings());
        _assemblies[mutant] = Path.Combine(target, "artifacts", "bin", name, "debug", $"{name}.dll");
        return project;
    }

    /// <summary>
    /// The built assemblies stand in for projects and packages, so that nothing else is built or restored.
    /// </summary>
    private static void Refer(string project, string name, string references)
    {
        var text = XDocument.Load(project);
        text.Descendants().Where(element => NotCopied.Contains(element.Name.LocalName)).Remove();
        var assemblies = Directory.EnumerateFiles(references, "*.dll")
            .Where(file => Path.GetFileNameWithoutExtension(file) != name
                && !File.Exists(Path.ChangeExtension(file, ".runtimeconfig.json")));
        text.Root!.Add(new XElement("ItemGroup", assemblies.Select(file =>
            new XElement("Reference", new XAttribute("Include", file), new XAttribute("Private", "false")))));
        text.Save(project);
    }

    /// <summary>The repository's settings without its analyzers: a mutant is no example of style.</summary>
    private static string Settings() =>
        $"""
        <Project>
          <Import Project="{Path.Combine(Repository.Root, "Directory.Build.props")}" />
          <PropertyGroup>
            <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath>
            <RunAnalyzers>false</RunAnalyzers>
            <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <GenerateDocumentationFile>false</GenerateDocumentationFile>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
        </Project>
        """;

    private async Task CompileAsync(IReadOnlyList<string> projects, CancellationToken cancellationToken)
    {
        var all = Path.Combine(_folder, "all.proj");
        await File.WriteAllTextAsync(
            all,
            $"""
            <Project DefaultTargets="All">
              <ItemGroup>
                <Mutant Include="{string.Join(';', projects)}" />
              </ItemGroup>
              <Target Name="All">
                <MSBuild Projects="@(Mutant)" Targets="Restore" Properties="Of=restore" BuildInParallel="true" />
                <MSBuild Projects="@(Mutant)" Targets="Build" BuildInParallel="true" />
              </Target>
            </Project>
            """,
            cancellationToken);
        var start = new ProcessStartInfo("dotnet", ["msbuild", all, "-m", "-nologo", "-v:q", "-clp:ErrorsOnly"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(BuiltWithin);
        using var build = Process.Start(start)!;
        try
        {
            var output = await build.StandardOutput.ReadToEndAsync(limit.Token);
            await build.WaitForExitAsync(limit.Token);
            if (build.ExitCode is not 0)
                throw new InvalidOperationException($"The mutants do not compile:\n{output}");
        }
        finally
        {
            // Where it was given up, it must not go on writing into a folder that is removed.
            if (!build.HasExited)
                build.Kill(entireProcessTree: true);
        }
    }
}

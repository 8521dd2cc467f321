using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Region.Testing;
using Region.Testing.Mutants;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// The built programs, compiled for this machine before they start (ReadyToRun): a part that lives for seconds would
/// spend most of them compiling itself. What cannot be compiled, and everything where the compiler was not restored,
/// stays as it was built. They lie under <c>artifacts/ahead</c>; an assembly is compiled once.
/// </summary>
internal static class AheadOfTime
{
    /// <summary>Only tables need it, and it would take longer than all others together.</summary>
    private const string NotWorthIt = "DocumentFormat.OpenXml.dll";

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "ahead");
    private static readonly Lazy<string> All = new(Make);

    /// <summary>Where the programs of all parts lie, laid out as the build does.</summary>
    internal static string Programs => All.Value;

    private static string Compiler => typeof(AheadOfTime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(entry => entry.Key is "AheadOfTimeCompiler")?.Value ?? "";

    private static string Make()
    {
        var program = Path.Combine(Compiler, OperatingSystem.IsWindows() ? "crossgen2.exe" : "crossgen2");
        if (Compiler.Length is 0 || !File.Exists(program))
            return ProgramsCopy.Originals;

        var folders = Cluster.PartNames.Select(Part.ProjectOf)
            .Select(project => Path.Combine(project, ProgramsCopy.Configuration)).ToArray();
        var assemblies = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ProgramsCopy.Originals, folder), "*.dll"))
            .DistinctBy(Path.GetFileName)
            .Where(file => Path.GetFileName(file) is not NotWorthIt);
        var compiled = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        Parallel.ForEach(
            assemblies,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            file => compiled[Path.GetFileName(file)] = Compile(program, file));
        foreach (var folder in folders)
            Lay(folder, compiled);

        return Folder;
    }

    /// <summary>Compiles an assembly; answers the compiled one, or the given one where that is not possible.</summary>
    private static string Compile(string program, string file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        var target = Path.Combine(Folder, "assemblies", hash, Path.GetFileName(file));
        if (File.Exists(target))
            return target;

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var made = $"{target}.new";
        string[] references =
        [
            RuntimeEnvironment.GetRuntimeDirectory(),
            Path.GetDirectoryName(typeof(WebApplication).Assembly.Location)!,
            Path.GetDirectoryName(file)!,
        ];
        var start = new ProcessStartInfo(program, [file, "-o", made, "-O"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var folder in references)
        {
            start.ArgumentList.Add("-r");
            start.ArgumentList.Add(Path.Combine(folder, "*.dll"));
        }

        using var compiler = Process.Start(start)!;
        compiler.OutputDataReceived += (_, _) => { };
        compiler.ErrorDataReceived += (_, _) => { };
        compiler.BeginOutputReadLine();
        compiler.BeginErrorReadLine();
        compiler.WaitForExit();
        if (compiler.ExitCode is not 0)
            return file;

        File.Move(made, target, overwrite: true);
        return target;
    }

    /// <summary>A program's folder with the compiled assemblies in it; folders below it are only linked.</summary>
    private static void Lay(string folder, IReadOnlyDictionary<string, string> compiled)
    {
        var source = Path.Combine(ProgramsCopy.Originals, folder);
        var target = Directory.CreateDirectory(Path.Combine(Folder, folder)).FullName;
        foreach (var below in Directory.EnumerateDirectories(source))
        {
            var link = Path.Combine(target, Path.GetFileName(below));
            if (!Directory.Exists(link))
                Directory.CreateSymbolicLink(link, below);
        }

        foreach (var file in Directory.EnumerateFiles(source))
        {
            var name = Path.GetFileName(file);
            var from = new FileInfo(compiled.GetValueOrDefault(name, file));
            var to = new FileInfo(Path.Combine(target, name));
            if (!to.Exists || to.Length != from.Length || to.LastWriteTimeUtc != from.LastWriteTimeUtc)
                from.CopyTo(to.FullName, overwrite: true);
        }
    }
}

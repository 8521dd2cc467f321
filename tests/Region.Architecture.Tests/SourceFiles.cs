using Region.Testing;

namespace Region.Architecture.Tests;

/// <summary>Our own source files, as the tidy tests read them.</summary>
internal static class SourceFiles
{
    private static readonly string[] Roots = ["contracts", "services", "gateway", "tests"];

    internal static IReadOnlyList<SourceFile> All { get; } = Read("*.cs", "*.razor");

    internal static IReadOnlyList<SourceFile> Read(params string[] patterns) =>
    [
        .. from root in Roots
           from pattern in patterns
           from file in Directory.EnumerateFiles(
               Path.Combine(Repository.Root, root), pattern, SearchOption.AllDirectories)
           where !file.Contains("/node_modules/", StringComparison.Ordinal)
               && !file.Contains("/obj/", StringComparison.Ordinal)
           orderby file
           select new SourceFile(Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file)),
    ];
}

/// <summary>A file, by its path from the root.</summary>
internal sealed record SourceFile(string Path, string[] Lines);

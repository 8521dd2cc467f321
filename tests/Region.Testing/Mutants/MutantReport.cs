using System.Globalization;
using Xunit;

namespace Region.Testing.Mutants;

/// <summary>Says of each mutant what caught it: in the test's output, and in files that CI prints.</summary>
public static class MutantReport
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "mutants");

    /// <summary>Notes what became of one mutant; a line in the file of the same name is replaced.</summary>
    public static void Write(Mutant mutant, string fate, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var line = string.Create(
            CultureInfo.InvariantCulture, $"mutant «{mutant.Name}» {fate} ({took.TotalSeconds:0.0} s)");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Directory.CreateDirectory(Folder);
        var tests = Directory.GetParent(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!.Name;
        File.WriteAllText(Path.Combine(Folder, $"{tests}-{mutant.Name.Replace(' ', '-')}.txt"), line + "\n");
    }
}

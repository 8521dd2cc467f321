using System.Globalization;
using Xunit;

namespace Region.Testing.Mutants;

/// <summary>Says of each mutant what caught it: in the test's output, and in files that CI prints.</summary>
public static class MutantReport
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "mutants");

    /// <summary>Notes what became of one mutant; a line in the file of the same name is replaced.</summary>
    public static void Write(Mutant mutant, string caughtBy, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var line = string.Create(
            CultureInfo.InvariantCulture, $"mutant «{mutant.Name}» {caughtBy} ({took.TotalSeconds:0.0} s)");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, $"{mutant.Name.Replace(' ', '-')}.txt"), line + "\n");
    }
}

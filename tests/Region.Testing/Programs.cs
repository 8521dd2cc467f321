using Xunit;

namespace Region.Testing;

/// <summary>Real programs that some tests need. Where one is missing the test is skipped and says which.</summary>
public static class Programs
{
    /// <summary>Whether a missing program fails a test instead of skipping it: CI installs them all.</summary>
    public static bool AllRequired { get; } =
        Environment.GetEnvironmentVariable("REGION_TEST_ALL") is "1";

    /// <summary>
    /// The path of a program on PATH or in one of the further folders; skips the test where there is none.
    /// </summary>
    public static string Require(string name, params IEnumerable<string> furtherFolders)
    {
        if (Find(name, furtherFolders) is { } path)
            return path;

        Assert.SkipWhen(!AllRequired, $"需要 {name}，本机没有安装。");
        throw new InvalidOperationException($"REGION_TEST_ALL=1, and {name} is not installed.");
    }

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string name, params IEnumerable<string> furtherFolders)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return furtherFolders.Concat(folders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}

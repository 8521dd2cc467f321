namespace Region.Testing;

/// <summary>Where the tests' own repository lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds Region.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Region.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Region.sln was not found above the test's folder.");
    }
}

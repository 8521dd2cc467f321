namespace Region.Testing.Mutants;

/// <summary>
/// A copy of built programs, laid out as the originals are, in which the assembly of a mutant can be put in the place
/// of the right one.
/// </summary>
public sealed class ProgramsCopy : IDisposable
{
    // Below the repository, where programs that are tests themselves look for it.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(
        Repository.Root, "artifacts", $"copy-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}")).FullName;

    private readonly string _from;

    /// <summary>Copies the folders of these projects; what is not ours is only linked.</summary>
    /// <param name="from">Where the programs lie, laid out as the build does.</param>
    /// <param name="projects">Those that are copied.</param>
    public ProgramsCopy(string from, params IEnumerable<string> projects)
    {
        ArgumentNullException.ThrowIfNull(projects);
        _from = from;
        foreach (var project in projects)
        {
            var source = Path.Combine(from, project, Configuration);
            var copy = Directory.CreateDirectory(Path.Combine(_folder, project, Configuration)).FullName;
            foreach (var folder in Directory.EnumerateDirectories(source))
                Directory.CreateSymbolicLink(Path.Combine(copy, Path.GetFileName(folder)), folder);

            foreach (var file in Directory.EnumerateFiles(source))
                Put(file, Path.Combine(copy, Path.GetFileName(file)));
        }
    }

    /// <summary>
    /// Where the build puts programs: a folder for each project, a folder in it for each configuration.
    /// </summary>
    public static string Originals { get; } = Path.Combine(Repository.Root, "artifacts", "bin");

    /// <summary>The configuration that the running tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>The copy, laid out as the originals.</summary>
    public string Folder => _folder;

    /// <summary>
    /// Puts an assembly in the place of every one of its name; the last mutant's is taken out before.
    /// </summary>
    public void Lay(string assembly)
    {
        Restore();
        var places = Places(Path.GetFileName(assembly)).ToArray();
        if (places.Length is 0)
            throw new InvalidOperationException($"No program uses {assembly}.");

        foreach (var place in places)
            File.Copy(assembly, place, overwrite: true);
    }

    /// <summary>Makes the copy equal to the originals again.</summary>
    public void Restore()
    {
        foreach (var place in Places("Region.*.dll"))
            File.Copy(Path.Combine(_from, Path.GetRelativePath(_folder, place)), place, overwrite: true);
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Put(string file, string copy)
    {
        if (Path.GetFileName(file).StartsWith("Region.", StringComparison.Ordinal))
            File.Copy(file, copy);
        else
            File.CreateSymbolicLink(copy, file);
    }

    private IEnumerable<string> Places(string pattern) =>
        Directory.EnumerateDirectories(_folder)
            .Select(project => Path.Combine(project, Configuration))
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern));
}

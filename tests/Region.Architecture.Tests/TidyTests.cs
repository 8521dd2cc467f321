using System.Text.RegularExpressions;
using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests;

public sealed partial class TidyTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 120;
    private const int LongestProgram = 25;
    private const int LongestReadme = 150;
    private const int DeepestFolder = 3;

    private static readonly string[] ForbiddenEndings =
        ["Helper", "Helpers", "Manager", "Util", "Utils", "Base", "Data", "Dto", "Impl", "Info", "Common"];

    private static readonly string[] ForbiddenFolders =
        ["Commands/Handlers", "Handlers", "Dtos", "Helpers", "Interfaces", "Models", "Common"];

    private static IEnumerable<SourceFile> Own => SourceFiles.All.Where(file =>
        !file.Path.StartsWith("services/compat/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_300_lines_and_no_line_longer_than_120_columns()
    {
        var longFiles =
            from file in SourceFiles.All
            where file.Lines.Length > LongestFile
            select $"{file.Path} has {file.Lines.Length} lines";
        var longLines =
            from file in SourceFiles.All
            from line in file.Lines.Index()
            where line.Item.Length > LongestLine && !IsRecordedWireText(file, line.Item)
            select $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns";

        longFiles.Concat(longLines).ShouldBeEmpty();
    }

    [Fact]
    public void Every_program_starts_in_25_lines()
    {
        var broken =
            from file in SourceFiles.All
            where file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
                && !file.Path.StartsWith("tests/", StringComparison.Ordinal)
                && file.Lines.Length > LongestProgram
            select file.Path;

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_follow_folders_that_are_at_most_three_deep()
    {
        var broken =
            from file in Own
            where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            let declared = file.Lines.Select(line => NamespaceLine().Match(line))
                .FirstOrDefault(match => match.Success)?.Groups[1].Value
            where declared is not null
            where Depth(file.Path) > DeepestFolder || !EndsAsFolder(file.Path, declared)
            select $"{file.Path} declares {declared}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void No_type_is_named_for_having_no_room_of_its_own()
    {
        var broken =
            from file in Own
            from line in file.Lines
            let match = TypeLine().Match(line)
            where match.Success
            let name = match.Groups[1].Value
            where ForbiddenEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            select $"{file.Path}: {name}";
        var folders =
            from file in Own
            from folder in ForbiddenFolders
            where file.Path.Contains($"/{folder}/", StringComparison.Ordinal)
            select file.Path;

        broken.Concat(folders).ShouldBeEmpty();
    }

    [Fact]
    public void No_binary_float_stands_where_money_or_quantities_live()
    {
        var broken =
            from file in SourceFiles.All.Concat(SourceFiles.Read("*.proto"))
            where file.Path.Contains("/Domain/", StringComparison.Ordinal)
                || file.Path.StartsWith("services/kernel/", StringComparison.Ordinal)
                || file.Path.StartsWith("contracts/protos/region/", StringComparison.Ordinal)
            from line in file.Lines
            where FloatWord().IsMatch(StripComment(line))
            select $"{file.Path}: {line.Trim()}";

        broken.ShouldBeEmpty();

        static string StripComment(string line) =>
            line.IndexOf("//", StringComparison.Ordinal) is var at and >= 0 ? line[..at] : line;
    }

    [Fact]
    public void Every_markdown_link_to_a_path_leads_somewhere()
    {
        var broken =
            from file in Markdown()
            from line in File.ReadLines(file)
            from Match link in MarkdownLink().Matches(line)
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(file)!, target)
            where !Path.Exists(path)
            select $"{Path.GetRelativePath(Repository.Root, file)} → {target}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_root_readme_fits_on_three_screens() =>
        File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count().ShouldBeLessThanOrEqualTo(LongestReadme);

    /// <summary>JSON of the wire stands in a test as it was recorded.</summary>
    private static bool IsRecordedWireText(SourceFile file, string line) =>
        file.Path.StartsWith("tests/", StringComparison.Ordinal) && line.Contains("{\"", StringComparison.Ordinal);

    private static IEnumerable<string> Markdown() =>
        Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal)
                && !file.Contains("/node_modules/", StringComparison.Ordinal));

    private static int Depth(string path) => path.Count(letter => letter is '/');

    private static bool EndsAsFolder(string path, string declared)
    {
        var folders = path.Split('/')[..^1];
        var slice = folders[0] is "tests" ? folders[1..]
            : folders[0] is "services" ? folders[2..]
            : folders[1..];
        var ending = string.Join('.', slice);
        return ending.Length is 0
            || string.Equals(declared, ending, StringComparison.Ordinal)
            || declared.EndsWith($".{ending}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*(?:public|internal|private|file)?[\w\s]*\b(?:class|record|struct|interface|enum) (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(double|float)\b")]
    private static partial Regex FloatWord();

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}

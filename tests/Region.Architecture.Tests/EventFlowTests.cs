using System.Text.RegularExpressions;
using Region.Contracts;
using Region.Testing;
using Shouldly;

namespace Region.Architecture.Tests;

public sealed partial class EventFlowTests
{
    [Fact]
    public void Every_topic_has_its_publisher_and_a_subscriber()
    {
        var broken =
            from topic in Topics.All
            let name = $"Topics.{topic.Event}"
            let announced = SourceFiles.All.Any(file =>
                file.Path.StartsWith($"services/{topic.Publisher}/", StringComparison.Ordinal)
                && !file.Path.EndsWith("/Subscriptions.cs", StringComparison.Ordinal)
                && Mentions(file, name))
            let subscribed = SourceFiles.All.Any(file =>
                file.Path.EndsWith("/Subscriptions.cs", StringComparison.Ordinal) && Mentions(file, name))
            where announced == topic.AwaitsSender || !subscribed
            select $"{topic.Name}: {Fault(topic, announced)}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void What_awaits_its_sender_is_named_one_by_one_and_stands_in_the_contracts_alone()
    {
        var awaited = Topics.All.Where(topic => topic.AwaitsSender).ToArray();

        awaited.ShouldNotBeEmpty();
        awaited.Where(topic => !SourceFiles.All.Any(file =>
                file.Path is "contracts/Topics.Awaited.cs" && Mentions(file, $"Await({topic.Event}")))
            .ShouldBeEmpty();
        Topics.All.Select(topic => topic.Name).ShouldBeUnique();
    }

    private static string Fault(Topic topic, bool announced) => (announced, topic.AwaitsSender) switch
    {
        (true, true) => "is sent, so it no longer awaits its sender",
        (false, false) => "not published by its service",
        _ => "no subscriber",
    };

    [Fact]
    public void The_tables_of_a_service_are_named_only_in_that_service()
    {
        var created =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "services"), "*.sql", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file)
            let owner = path.Split('/')[1]
            from Match match in CreatedTable().Matches(File.ReadAllText(file))
            select (Table: match.Groups[1].Value, Owner: owner);
        var owners = created.ToLookup(table => table.Table, table => table.Owner, StringComparer.Ordinal);
        var broken =
            from file in SourceFiles.All
            where file.Path.StartsWith("services/", StringComparison.Ordinal)
            let reader = file.Path.Split('/')[1]
            from line in file.Lines
            from Match match in NamedTable().Matches(line)
            let table = match.Groups[1].Value
            where owners.Contains(table) && !owners[table].Any(owner => owner == reader || owner is "platform")
            select $"{file.Path} names {table} of {owners[table].First()}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Sql_stands_only_in_stores_and_in_the_platform()
    {
        var broken =
            from file in SourceFiles.All
            where file.Path.StartsWith("services/", StringComparison.Ordinal)
                && !file.Path.StartsWith("services/platform/", StringComparison.Ordinal)
                && !file.Path.StartsWith("services/sidecar/", StringComparison.Ordinal)
                && !file.Path.EndsWith("Store.cs", StringComparison.Ordinal)
            from line in file.Lines
            where SqlWords().IsMatch(line)
            select $"{file.Path}: {line.Trim()}";

        broken.ShouldBeEmpty();
    }

    private static bool Mentions(SourceFile file, string name) => file.Lines.Any(line =>
        Regex.IsMatch(line, $@"{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));

    [GeneratedRegex(@"\b(?:FROM|INTO|UPDATE|JOIN) (\w+)\b")]
    private static partial Regex NamedTable();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)")]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"\b(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b")]
    private static partial Regex SqlWords();
}

namespace Region.Platform.Storage;

/// <summary>
/// Sums over all lines of documents, by columns of the line and one of the document's head. Every text in it is part of
/// the program, never anything that a caller sent.
/// </summary>
public sealed record Tally
{
    /// <summary>The table of lines.</summary>
    public required string Lines { get; init; }

    /// <summary>The table of heads.</summary>
    public required string Heads { get; init; }

    /// <summary>The BIGINT column of both that ties a line to its head; unique among the heads.</summary>
    public required string Link { get; init; }

    /// <summary>An expression of text over the columns of a head.</summary>
    public required string HeadKey { get; init; }

    /// <summary>Which heads count, a condition over their columns; it may use the parameters.</summary>
    public required string HeadCondition { get; init; }

    /// <summary>Expressions of text over the columns of a line.</summary>
    public required IReadOnlyList<string> LineKeys { get; init; }

    /// <summary>Expressions of BIGINT over the columns of a line, which are summed.</summary>
    public required IReadOnlyList<string> Sums { get; init; }

    /// <summary>Values of <c>@name</c>, by name.</summary>
    public IReadOnlyDictionary<string, long> Parameters { get; init; } =
        new Dictionary<string, long>(StringComparer.Ordinal);

    internal string LineColumns => string.Join(", ", [
        Link,
        .. LineKeys.Select((key, index) => FormattableString.Invariant($"{key} AS key_{index}")),
        .. Sums.Select((sum, index) => FormattableString.Invariant($"{sum} AS sum_{index}")),
    ]);

    /// <summary>The whole in one statement, for a database that groups by hashing.</summary>
    internal string Grouped()
    {
        var keys = string.Concat(LineKeys.Select((_, index) => FormattableString.Invariant($", key_{index}")));
        var sums = string.Concat(
            Sums.Select((_, index) => FormattableString.Invariant($", CAST(SUM(sum_{index}) AS BIGINT)")));
        return $"""
            SELECT head_key{keys}{sums}
            FROM (SELECT {LineColumns} FROM {Lines}) l
            JOIN (SELECT {Link}, {HeadKey} AS head_key FROM {Heads} WHERE {HeadCondition}) h ON h.{Link} = l.{Link}
            GROUP BY head_key{keys}
            """;
    }
}

/// <summary>One group of a <see cref="Tally"/>: the head's key, the line's keys, and the sums in their order.</summary>
public sealed record TallyRow(string HeadKey, IReadOnlyList<string> LineKeys, IReadOnlyList<long> Sums);

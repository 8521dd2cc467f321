namespace Region.Testing.Mutants;

/// <summary>
/// A mistake that is put into a copy of one project, to see whether the tests would notice it. No production code knows
/// of mutants.
/// </summary>
/// <param name="Name">What the mistake does, in a few words.</param>
/// <param name="Project">The folder of the project, such as <c>services/platform</c>.</param>
public sealed record Mutant(string Name, string Project)
{
    /// <summary>Nothing is changed: what a copy of the programs does without any mistake.</summary>
    public static Mutant None { get; } = new("no mistake at all", "services/platform") { Changes = [] };

    /// <summary>The texts that are replaced.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>A text that stands once in a file of the project, and what stands in its place in the mutant.</summary>
public sealed record Change(string File, string Old, string New)
{
    /// <summary>The text of the file with the mistake in it.</summary>
    /// <exception cref="InvalidOperationException">The old text does not stand there just once any more.</exception>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = text.IndexOf(Old, StringComparison.Ordinal);
        if (first < 0 || text.IndexOf(Old, first + 1, StringComparison.Ordinal) >= 0)
        {
            throw new InvalidOperationException(
                $"The code has changed; change the mutant too. This must stand exactly once in {File}:\n{Old}");
        }

        return string.Concat(text.AsSpan(0, first), New, text.AsSpan(first + Old.Length));
    }
}

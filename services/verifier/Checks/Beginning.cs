using Region.Verifier.Packages;

namespace Region.Verifier.Checks;

/// <summary>What the opening balances of a package are compared with.</summary>
internal sealed record Beginning
{
    private Beginning()
    {
    }

    /// <summary>Whether anything is known; if not, the opening balances are nobody's but the package's own.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>The sequence up to which <see cref="Carried"/> holds every voucher.</summary>
    public required long Through { get; init; }

    /// <summary>The closing balances that are carried over.</summary>
    public required IReadOnlyList<PackedBalance> Carried { get; init; }

    /// <summary>The package that the opening was carried over from.</summary>
    private AuditPackage? Previous { get; init; }

    /// <summary>The book begins in the package: all that it opened with is a voucher there.</summary>
    public static Beginning OfBook { get; } = new() { IsKnown = true, Through = 0, Carried = [] };

    public static Beginning Unknown { get; } = new() { IsKnown = false, Through = 0, Carried = [] };

    /// <summary>What an earlier year's package ends with.</summary>
    public static Beginning After(AuditPackage previous) => new()
    {
        IsKnown = true,
        Through = previous.Manifest.LastSequence,
        Carried = previous.Balances(),
        Previous = previous,
    };

    /// <summary>The statements of the year before a package's; none where its package was not given.</summary>
    public IReadOnlyList<PackedStatement> YearBefore(Manifest manifest) =>
        Previous is not null && Previous.Manifest.Year == manifest.Year - 1 ? Previous.Statements() : [];

    public static Beginning Of(AuditPackage package, AuditPackage? previous)
    {
        if (package.Manifest.FirstSequence is 1)
            return OfBook;

        return previous is null ? Unknown : After(previous);
    }
}

using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>职务: which person holds which role in which unit, from which day on.</summary>
internal sealed record Post
{
    public required string Login { get; init; }
    public required string Name { get; init; }
    public required PostRole Role { get; init; }

    /// <summary>A village's code, a region's code (committee and company posts), or COUNTY.</summary>
    public required string Unit { get; init; }

    /// <summary>The region that the unit lies in; empty for COUNTY.</summary>
    public required string Region { get; init; }

    public required DateOnly Since { get; init; }

    /// <summary>The book that goes with the post; empty for committee and county posts.</summary>
    public string Book => PostRoles.UnitOf(Role, Unit) switch
    {
        UnitKind.Village => Unit,
        UnitKind.Company => Codes.CompanyOf(Region),
        UnitKind.Committee or UnitKind.County => "",
    };

    public bool SameAs(Post other) =>
        Role == other.Role
        && string.Equals(Login, other.Login, StringComparison.Ordinal)
        && string.Equals(Unit, other.Unit, StringComparison.Ordinal);
}

internal sealed record PostTable(IReadOnlyList<PostRow> Rows, string Since);

internal sealed record PostRow(int Number, string Login, string Name)
{
    public required string Role { get; init; }
    public required string Unit { get; init; }
}

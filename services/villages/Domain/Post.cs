using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>职务: which person holds which role in which unit, from which day to which; both days count.</summary>
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

    /// <summary>The last day; null where no end is set; the day before the first one where it was revoked.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Why it ended; empty where it has its end from the beginning, or none.</summary>
    public string EndReason { get; init; } = "";

    /// <summary>The book that goes with the post; empty for committee and county posts.</summary>
    public string Book => PostRoles.UnitOf(Role, Unit) switch
    {
        UnitKind.Village => Unit,
        UnitKind.Company => Codes.CompanyOf(Region),
        UnitKind.Committee or UnitKind.County => "",
    };

    public bool HeldOn(DateOnly day) => Since <= day && day <= (EndsOn ?? DateOnly.MaxValue);

    /// <summary>Whether there is a day on which both are held.</summary>
    public bool Overlaps(Post other) =>
        Since <= (other.EndsOn ?? DateOnly.MaxValue) && other.Since <= (EndsOn ?? DateOnly.MaxValue)
        && !IsRevoked && !other.IsRevoked;

    private bool IsRevoked => EndsOn < Since;

    /// <summary>Whether it is the same office of the same unit, whoever holds it.</summary>
    public bool IsOffice(PostRole role, string unit) =>
        Role == role && string.Equals(Unit, unit, StringComparison.Ordinal);

    /// <summary>Whether the same person holds the same office, in whichever term.</summary>
    public bool SameAs(Post other) =>
        IsOffice(other.Role, other.Unit) && string.Equals(Login, other.Login, StringComparison.Ordinal);
}

internal sealed record PostTable(IReadOnlyList<PostRow> Rows, string Since);

internal sealed record PostRow(int Number, string Login, string Name)
{
    public required string Role { get; init; }
    public required string Unit { get; init; }

    /// <summary>The last day; empty where no end is set.</summary>
    public string EndsOn { get; init; } = "";
}

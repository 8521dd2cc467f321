using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>What is registered: regional committees (区域党委), their companies and member villages.</summary>
internal sealed record Register(
    IReadOnlyList<Committee> Committees,
    IReadOnlyList<Company> Companies,
    IReadOnlyList<Village> Villages)
{
    public static Register Empty { get; } = new([], [], []);

    public bool HasRegion(string region) => Committees.Any(committee => Same(committee.Region, region));

    public bool HasVillage(string village) => Villages.Any(other => Same(other.Code, village));

    public string? RegionOf(string village) => Villages.FirstOrDefault(other => Same(other.Code, village))?.Region;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}

/// <summary>区域党委, and the industry that it groups villages around.</summary>
internal sealed record Committee(string Region, string Name, string Industry, string Town);

/// <summary>强村公司, owned by the villages of its region.</summary>
internal sealed record Company
{
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required Money RegisteredCapital { get; init; }
    public required Contribution Brought { get; init; }
    public required string CreditCode { get; init; }

    public string Code => Codes.CompanyOf(Region);
}

/// <summary>A member village with what it brought in.</summary>
internal sealed record Village
{
    public required string Code { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required int Population { get; init; }
    public required int Households { get; init; }
    public required Contribution Brought { get; init; }
    public required string CreditCode { get; init; }
}

/// <summary>What was brought in: money, the use of resources (such as land), and assets (such as equipment).</summary>
internal sealed record Contribution(Money Cash, Money Resource, Money Asset)
{
    public static Contribution Nothing { get; } = new(Money.Zero, Money.Zero, Money.Zero);

    public Money Total => Cash + Resource + Asset;

    public static Contribution operator +(Contribution left, Contribution right) =>
        new(left.Cash + right.Cash, left.Resource + right.Resource, left.Asset + right.Asset);
}

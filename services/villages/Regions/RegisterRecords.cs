using Region.Kernel;
using Region.Villages.Domain;

namespace Region.Villages.Regions;

/// <summary>Rows as the tables have them.</summary>
internal sealed record CommitteeRecord
{
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required string Industry { get; init; }
    public required string Town { get; init; }

    internal Committee ToCommittee() => new(Region, Name, Industry, Town);
}

internal sealed record CompanyRecord
{
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required long RegisteredCapitalFen { get; init; }
    public required long CashFen { get; init; }
    public required long ResourceFen { get; init; }
    public required long AssetFen { get; init; }
    public required string CreditCode { get; init; }

    internal Company ToCompany() => new()
    {
        Region = Region,
        Name = Name,
        RegisteredCapital = new Money(RegisteredCapitalFen),
        Brought = new Contribution(new Money(CashFen), new Money(ResourceFen), new Money(AssetFen)),
        CreditCode = CreditCode,
    };
}

internal sealed record VillageRecord
{
    public required string Village { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required long Population { get; init; }
    public required long Households { get; init; }
    public required long CashFen { get; init; }
    public required long ResourceFen { get; init; }
    public required long AssetFen { get; init; }
    public required string CreditCode { get; init; }

    internal Domain.Village ToVillage() => new()
    {
        Code = Village,
        Region = Region,
        Name = Name,
        Population = checked((int)Population),
        Households = checked((int)Households),
        Brought = new Contribution(new Money(CashFen), new Money(ResourceFen), new Money(AssetFen)),
        CreditCode = CreditCode,
    };
}

using Region.Kernel;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>A row of the table of rounds.</summary>
internal sealed record RoundRecord
{
    public required string RoundId { get; init; }
    public required string Region { get; init; }
    public required string CompanyName { get; init; }
    public required string Title { get; init; }
    public required string ItemCode { get; init; }
    public required string ItemName { get; init; }
    public required string BaseUnit { get; init; }
    public required string PackUnit { get; init; }
    public required long PackSizeThousandths { get; init; }
    public required long State { get; init; }
    public required string CutOff { get; init; }
    public required string OpenedOn { get; init; }
    public required string OpenedBy { get; init; }
    public required long FeePpm { get; init; }
    public required string? ApprovedOn { get; init; }
    public required string ApprovedBy { get; init; }

    internal Round ToRound(IReadOnlyList<Member> members) => new()
    {
        Id = RoundId,
        Region = Region,
        CompanyName = CompanyName,
        Title = Title,
        Item = new Item
        {
            Code = ItemCode,
            Name = ItemName,
            BaseUnit = BaseUnit,
            PackUnit = PackUnit,
            PackSize = Quantity.FromThousandths(PackSizeThousandths),
        },
        State = (RoundState)State,
        CutOff = StoredDate.Read(CutOff),
        OpenedOn = StoredDate.Read(OpenedOn),
        OpenedBy = OpenedBy,
        Fee = new Rate(FeePpm),
        Members = members,
        ApprovedOn = StoredDate.ReadOrNone(ApprovedOn),
        ApprovedBy = ApprovedBy,
    };
}

internal sealed record MemberRecord
{
    public required string Village { get; init; }
    public required string Name { get; init; }
}

internal sealed record KeyRecord
{
    public required string Region { get; init; }
    public required string RoundId { get; init; }
}

using Region.Kernel;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Settlements;

/// <summary>A row of the table of bills.</summary>
internal sealed record BillRecord
{
    public required string BillId { get; init; }
    public required long Kind { get; init; }
    public required string Number { get; init; }
    public required string Issuer { get; init; }
    public required string IssuerName { get; init; }
    public required long AmountFen { get; init; }
    public required string BilledOn { get; init; }
    public required string RecordedBy { get; init; }
    public required string InvoiceName { get; init; }
    public required long VatFen { get; init; }

    internal Bill ToBill() => new()
    {
        Id = BillId,
        Kind = (BillKind)Kind,
        Number = Number,
        Issuer = Issuer,
        IssuerName = IssuerName,
        Amount = new Money(AmountFen),
        BilledOn = StoredDate.Read(BilledOn),
        RecordedBy = RecordedBy,
        InvoiceName = InvoiceName,
        Vat = new Money(VatFen),
    };
}

/// <summary>A row of the table of settlements.</summary>
internal sealed record SettlementRecord
{
    public required string SettledOn { get; init; }
    public required string SettledBy { get; init; }
    public required string SettledByName { get; init; }
}

/// <summary>A row of the table of settlement legs.</summary>
internal sealed record SettlementLegRecord
{
    public required string Village { get; init; }
    public required long Packs { get; init; }
    public required long GoodsFen { get; init; }
    public required long FreightFen { get; init; }
    public required long FeeFen { get; init; }

    internal SettlementLeg ToLeg() => new()
    {
        Village = Village,
        Packs = Packs,
        Goods = new Money(GoodsFen),
        Freight = new Money(FreightFen),
        Fee = new Money(FeeFen),
    };
}

using Region.Kernel;
using Region.Procurement.Domain;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Settlements;

/// <summary>Bills and settlement legs between the wire and the domain.</summary>
internal static class SettlementWire
{
    internal static BillDraft ToDraft(Wire.RecordBillRequest request, string id) => new()
    {
        Id = id,
        Kind = request.Kind switch
        {
            Wire.BillKind.Goods => BillKind.Goods,
            Wire.BillKind.Freight => BillKind.Freight,
            Wire.BillKind.Fee => BillKind.Fee,
            _ => null,
        },
        Number = request.Number,
        Issuer = request.Issuer,
        IssuerName = request.IssuerName,
        AmountFen = request.AmountFen,
        BilledOn = request.BilledOn,
        InvoiceName = request.InvoiceName,
        VatFen = request.VatFen,
    };

    internal static Wire.Bill ToWire(Bill bill) => new()
    {
        BillId = bill.Id,
        Kind = (Wire.BillKind)bill.Kind,
        Number = bill.Number,
        Issuer = bill.Issuer,
        IssuerName = bill.IssuerName,
        AmountFen = bill.Amount.Fen,
        BilledOn = BusinessDate.Write(bill.BilledOn),
        InvoiceName = bill.InvoiceName,
        VatFen = bill.Vat.Fen,
    };

    internal static Wire.SettlementLeg ToWire(SettlementLeg leg, Round round) => new()
    {
        Village = leg.Village,
        Packs = leg.Packs,
        Quantity = (leg.Packs * round.Item.PackSize).ToString(),
        GoodsFen = leg.Goods.Fen,
        FreightFen = leg.Freight.Fen,
        FeeFen = leg.Fee.Fen,
        TotalFen = leg.Total.Fen,
    };
}

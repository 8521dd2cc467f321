using Region.Contracts;
using Region.Contracts.Procurement.V1;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Deliveries;
using Region.Procurement.Domain;
using Region.Procurement.Orders;
using Region.Procurement.Progress;
using Region.Procurement.Rounds;
using Bill = Region.Procurement.Domain.Bill;
using BillKind = Region.Procurement.Domain.BillKind;
using Order = Region.Procurement.Domain.Order;
using Round = Region.Procurement.Domain.Round;
using RoundState = Region.Procurement.Domain.RoundState;
using SettlementLeg = Region.Procurement.Domain.SettlementLeg;

namespace Region.Procurement.Settlements;

/// <summary>Settles the round, once; every village with a share learns its own part.</summary>
internal static class SettleRound
{
    internal static async Task<Decision<Settlement, Refusal>> RunAsync(
        UnitOfWork work,
        Round round,
        SettlementDraft draft,
        CancellationToken cancellationToken)
    {
        var order = await OrdersStore.FindAsync(work, round, cancellationToken);
        var deliveries = await DeliveriesStore.LoadAsync(work, round.Id, cancellationToken);
        var bills = await SettlementsStore.LoadBillsAsync(work, round.Id, cancellationToken);
        var decision = Settlement.Settle(round, order, deliveries, bills, draft);
        if (!decision.Allowed || order is null)
            return decision;

        await SettlementsStore.AddAsync(work, round.Id, decision.Value, cancellationToken);
        await RoundsStore.AdvanceAsync(work, round, RoundState.Settled, cancellationToken);
        var papers = new Papers(round, order, bills, decision.Value, deliveries.Count(delivery => delivery.Signed));
        var vat = Settlement.FeeVatOf(decision.Value.Legs, bills);
        foreach (var leg in decision.Value.Legs.Where(leg => leg.HasShare))
        {
            await Legs.AnnounceAsync(
                work,
                round,
                new Leg(Topics.SettlementAllocated, leg.Village, leg.Total),
                Allocated(papers, leg, vat[leg.Village]),
                cancellationToken);
        }

        return decision;
    }

    private static SettlementAllocated Allocated(Papers papers, SettlementLeg leg, Money vat)
    {
        var (round, order, bills, settlement, acceptances) = papers;
        var freight = bills.FirstOrDefault(bill => bill.Kind is BillKind.Freight);
        return new SettlementAllocated
        {
            Region = round.Region,
            Company = round.Company,
            RoundId = round.Id,
            RoundTitle = round.Title,
            Village = leg.Village,
            VillageName = round.NameOf(leg.Village),
            ItemCode = round.Item.Code,
            ItemName = round.Item.Name,
            BaseUnit = round.Item.BaseUnit,
            Quantity = (leg.Packs * round.Item.PackSize).ToString(),
            GoodsFen = leg.Goods.Fen,
            FreightFen = leg.Freight.Fen,
            FeeFen = leg.Fee.Fen,
            Supplier = order.Supplier,
            SupplierName = order.SupplierName,
            Carrier = freight?.Issuer ?? "",
            CarrierName = freight?.IssuerName ?? "",
            Mode = PurchaseMode.Agency,
            AccountingDate = BusinessDate.Write(settlement.SettledOn),
            FeeVatFen = vat.Fen,
            InvoiceName = bills.FirstOrDefault(bill => bill.Kind is BillKind.Goods)?.InvoiceName ?? "",
            InvoiceCount = bills.Count,
            AcceptanceCount = acceptances,
            SplitSlip = SplitSlips.NumberOf(round.Id, leg.Village),
        };
    }

    private sealed record Papers(
        Round Round,
        Order Order,
        IReadOnlyList<Bill> Bills,
        Settlement Settlement,
        int Acceptances);
}

using Grpc.Core;
using Region.Kernel;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Progress;
using Region.Procurement.Quotes;
using Region.Procurement.Requisitions;
using Region.Procurement.Rounds;
using Wire = Region.Contracts.Procurement.V1;

namespace Region.Procurement.Suppliers;

/// <summary>The register of suppliers on the wire.</summary>
internal sealed class SuppliersFacade(RefusalBook<Refusal> refusals, Database database)
    : Wire.SupplierService.SupplierServiceBase
{
    public override async Task<Wire.ListSuppliersResponse> ListSuppliers(
        Wire.ListSuppliersRequest request,
        ServerCallContext context)
    {
        var size = refusals.Rows(request.PageSize, request.PageToken);
        var page = new SupplierPage(request.Region, request.PageToken, size + 1);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var suppliers = await SuppliersStore.ListAsync(session, page, context.CancellationToken);
        return new Wire.ListSuppliersResponse
        {
            Suppliers = { suppliers.Take(size).Select(ToWire) },
            NextPageToken = suppliers.Count > size ? suppliers[size - 1].Supplier : "",
        };
    }

    public override async Task<Wire.ListDealingsResponse> ListDealings(
        Wire.ListDealingsRequest request,
        ServerCallContext context)
    {
        var size = refusals.Rows(request.PageSize, request.PageToken);
        var page = new SupplierPage(request.Region, request.PageToken, size + 1);
        await using var session = await database.ReadAsync(context.CancellationToken);
        var rounds = await SuppliersStore.RoundsAsync(session, page, request.Supplier, context.CancellationToken);
        var answer = new Wire.ListDealingsResponse { NextPageToken = rounds.Count > size ? rounds[size - 1] : "" };
        foreach (var id in rounds.Take(size))
        {
            var key = new RoundKey(request.Region, id);
            if (await RoundsStore.FindAsync(session, key, context.CancellationToken) is { } round)
                answer.Dealings.Add(await DealingAsync(session, round, request.Supplier, context.CancellationToken));
        }

        return answer;
    }

    private static async Task<Wire.Dealing> DealingAsync(
        Session session,
        Round round,
        string supplier,
        CancellationToken cancellationToken)
    {
        var requisitions = await RequisitionsStore.LoadAsync(session, round.Id, cancellationToken);
        var purchase = await RoundFiles.PurchaseAsync(session, round, cancellationToken);
        var quote = purchase.Quotes.Single(found => IsOf(found.Supplier, supplier));
        var dealing = new Wire.Dealing
        {
            RoundId = round.Id,
            RoundTitle = round.Title,
            Item = round.Item.ToWire(),
            Quote = QuotesFacade.ToWire(quote, Award.Demand(round, requisitions)),
        };
        if (purchase.Order is not { } order || !IsOf(order.Supplier, supplier))
            return dealing;

        var funds = await RoundFiles.FundsAsync(session, round, cancellationToken);
        var receipt = Receipt.OfSigned(purchase.Deliveries);
        dealing.OrderedOn = BusinessDate.Write(order.OrderedOn);
        dealing.OrderedPacks = order.Packs;
        dealing.DeliveredPacks = receipt.Delivered;
        dealing.RejectedPacks = receipt.Rejected;
        dealing.BilledFen = funds.Bills.FirstOrDefault(bill => bill.Kind is BillKind.Goods)?.Amount.Fen ?? 0;
        dealing.PaidFen = funds.Paid(PaymentKind.Supplier).Fen;
        return dealing;
    }

    private static bool IsOf(string code, string supplier) => string.Equals(code, supplier, StringComparison.Ordinal);

    private static Wire.Supplier ToWire(SupplierRecord row) => new()
    {
        Supplier_ = row.Supplier,
        Name = row.Name,
        Quotes = row.Quotes,
        Orders = row.Orders,
        LastQuotedOn = row.LastQuotedOn,
        BilledFen = row.BilledFen,
        PaidFen = row.PaidFen,
    };
}

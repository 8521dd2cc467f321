using Region.Contracts.Procurement.V1;

namespace Region.Services.Tests.Procurement;

/// <summary>The requests of the worked round P1, each with a key of its own.</summary>
internal sealed partial class RoundDriver
{
    public SubmitRequisitionRequest Asking(string village, string packs) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        Village = village,
        Packs = packs,
        RequestedOn = "2026-03-03",
        Purpose = "皮筋生产",
    };

    public DeclarePrepaymentRequest Declaring(string village, long fen) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        Village = village,
        AmountFen = fen,
        PaidOn = "2026-03-05",
        BankReference = $"P1-{village}",
    };

    public ConfirmPrepaymentRequest Confirming(Prepayment prepayment) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        PrepaymentId = prepayment.PrepaymentId,
        AmountFen = prepayment.AmountFen,
        ReceivedOn = "2026-03-05",
    };

    public RecordQuoteRequest Quoting(string supplier, string price, string minimum) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        Supplier = supplier,
        SupplierName = $"样例供应商{supplier}",
        UnitPrice = price,
        MinimumQuantity = minimum,
        QuotedOn = "2026-03-06",
    };

    public ProposeAwardRequest Proposing(string quoteId) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        QuoteId = quoteId,
        ProposedOn = "2026-03-06",
    };

    public RecordDeliveryRequest Arriving(long delivered, long rejected, string day) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        DeliveredPacks = delivered,
        RejectedPacks = rejected,
        Reason = rejected == 0 ? "" : "喷霜",
        DeliveredOn = day,
    };

    /// <summary>Numbers carry the round, since an issuer's number is taken once in a region.</summary>
    public RecordBillRequest Billing(BillKind kind, long fen) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        Kind = kind,
        Number = $"{kind} {RoundId}",
        Issuer = kind switch { BillKind.Goods => "S03", BillKind.Freight => "T01", _ => "C01" },
        IssuerName = "样例开票单位",
        AmountFen = fen,
        BilledOn = "2026-03-24",
        InvoiceName = kind is BillKind.Goods ? "样例发饰强村有限公司" : "",

        // 754.14 ÷ 1.01 × 1 % = 7.47.
        VatFen = kind is BillKind.Fee && fen is 75_414 ? 747 : 0,
    };

    public SettleRoundRequest Settling() => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        SettledOn = "2026-03-26",
    };

    public PaySupplierRequest PayingSupplier(long fen) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        AmountFen = fen,
        PaidOn = "2026-03-27",
    };

    public RefundVillageRequest Refunding(string village, long fen) => new()
    {
        RequestId = NewKey(),
        Region = Region,
        RoundId = RoundId,
        Village = village,
        AmountFen = fen,
        PaidOn = "2026-03-31",
    };
}

namespace Region.Contracts;

/// <summary>The one list of topics and the event each carries. A topic's name never changes its meaning.</summary>
public static class Topics
{
    /// <summary>The name of the pub/sub component on every kind of machine.</summary>
    public const string Component = "pubsub";

    /// <summary>Carries <see cref="Villages.V1.VillageJoined"/>.</summary>
    public const string VillageJoined = "villages.village-joined.v1";

    /// <summary>Carries <see cref="Villages.V1.CompanyFounded"/>.</summary>
    public const string CompanyFounded = "villages.company-founded.v1";

    /// <summary>Carries <see cref="Procurement.V1.PrepaymentReceived"/>.</summary>
    public const string PrepaymentReceived = "procurement.prepayment-received.v1";

    /// <summary>Carries <see cref="Procurement.V1.DeliveryAccepted"/>.</summary>
    public const string DeliveryAccepted = "procurement.delivery-accepted.v1";

    /// <summary>Carries <see cref="Procurement.V1.SettlementAllocated"/>.</summary>
    public const string SettlementAllocated = "procurement.settlement-allocated.v1";

    /// <summary>Carries <see cref="Procurement.V1.SupplierPaid"/>.</summary>
    public const string SupplierPaid = "procurement.supplier-paid.v1";

    /// <summary>Carries <see cref="Procurement.V1.CarrierPaid"/>.</summary>
    public const string CarrierPaid = "procurement.carrier-paid.v1";

    /// <summary>Carries <see cref="Procurement.V1.RefundPaid"/>.</summary>
    public const string RefundPaid = "procurement.refund-paid.v1";

    /// <summary>Carries <see cref="Accounting.V1.VoucherPosted"/>.</summary>
    public const string VoucherPosted = "accounting.voucher-posted.v1";

    /// <summary>Carries <see cref="Accounting.V1.VoucherReversed"/>.</summary>
    public const string VoucherReversed = "accounting.voucher-reversed.v1";

    /// <summary>Carries <see cref="Accounting.V1.MonthClosed"/>.</summary>
    public const string MonthClosed = "accounting.month-closed.v1";

    /// <summary>Every topic with its publishing service and the name of its event.</summary>
    public static IReadOnlyList<Topic> All { get; } =
    [
        new(VillageJoined, "villages", nameof(Villages.V1.VillageJoined)),
        new(CompanyFounded, "villages", nameof(Villages.V1.CompanyFounded)),
        new(PrepaymentReceived, "procurement", nameof(Procurement.V1.PrepaymentReceived)),
        new(DeliveryAccepted, "procurement", nameof(Procurement.V1.DeliveryAccepted)),
        new(SettlementAllocated, "procurement", nameof(Procurement.V1.SettlementAllocated)),
        new(SupplierPaid, "procurement", nameof(Procurement.V1.SupplierPaid)),
        new(CarrierPaid, "procurement", nameof(Procurement.V1.CarrierPaid)),
        new(RefundPaid, "procurement", nameof(Procurement.V1.RefundPaid)),
        new(VoucherPosted, "accounting", nameof(Accounting.V1.VoucherPosted)),
        new(VoucherReversed, "accounting", nameof(Accounting.V1.VoucherReversed)),
        new(MonthClosed, "accounting", nameof(Accounting.V1.MonthClosed)),
    ];
}

/// <summary>A topic, the one service that publishes it, and the name of the event that it carries.</summary>
public sealed record Topic(string Name, string Publisher, string Event);

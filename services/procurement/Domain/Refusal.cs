namespace Region.Procurement.Domain;

/// <summary>Everything that procurement refuses; each has one status and one Chinese sentence in Refusals.cs.</summary>
internal enum Refusal
{
    TextMissing = 1,
    TextTooLong,
    TextUnprintable,
    DateUnreadable,
    DateTooEarly,
    NumberUnreadable,
    NumberOutOfRange,
    AmountNotPositive,
    AmountTooLarge,
    PageUnreadable,
    TableUnreadable,

    ModeUnknown,
    RegionIncomplete,
    CutOffBeforeOpening,
    MakerIsChecker,
    RoundStateForbids,
    ApprovedAfterCutOff,

    PackFraction,
    PacksNegative,
    PacksZero,
    PacksTooMany,
    AfterCutOff,
    NotAMember,
    DuplicateVillage,

    PrepaymentUnknown,
    PrepaymentConfirmed,
    PrepaymentDiffers,
    PrepaidTooMuch,

    PartnerIsUnit,
    SupplierQuotedAlready,
    TooManyQuotes,
    QuoteUnknown,
    CutOffNotPassed,
    NothingRequested,
    MinimumNotMet,
    ReasonMissing,

    OrderMissing,

    DeliveredNothing,
    RejectedAboveDelivered,
    AcceptanceAboveOrder,
    BuyerMayNotAccept,
    DeliveryUnknown,
    DeliverySigned,
    CounterDocumentOfCounterDocument,
    CounterDocumentChangesNothing,
    AcceptanceBelowZero,
    CorrectedDeliveryUnsigned,

    BillKindUnknown,
    BillIssuerWrong,
    BillVatWrong,
    BillNumberTaken,
    GoodsBillDiffers,
    FeeBillDiffers,
    UnsignedDelivery,
    FreightWithoutGoods,

    AlreadySettled,
    BillMissing,
    NotSettled,

    PayerIsSettler,
    PaymentAboveBill,
    PaymentAboveFunds,
    RefundAboveBalance,
}

namespace Region.Accounting.Domain;

/// <summary>
/// Everything that accounting refuses. Each has one gRPC status and one Chinese sentence in Refusals.cs.
/// </summary>
internal enum Refusal
{
    // Vouchers.
    EmptyVoucher,
    TooManyPostings,
    Unbalanced,
    AmountInvalid,
    AccountUnknown,
    AccountNotLeaf,
    CounterpartyMissing,
    CounterpartyNotKept,
    TextTooLong,
    BeforeOpening,

    // Opening balances.
    OpeningTableInvalid,
    OpeningAlreadyImported,
    OpeningAfterVouchers,
    OpeningOtherBook,
    OpeningBookUnknown,
    OpeningAmountInvalid,
    OpeningAmountNegative,
    OpeningBothSides,
    OpeningLineTwice,
    OpeningUnbalanced,

    // Review and reversal.
    AlreadyReviewed,
    ReviewerIsPreparer,
    AlreadyReversed,
    RedNotReversible,
    OpeningNotReversible,
    ReversalOtherYear,
    ReversalTooEarly,
    ReasonInvalid,

    // What events carry.
    EventFieldMissing,
    EventAmountNegative,
    EventDateInvalid,
    EventUnitInvalid,
    EventRegionDiffers,
    RuleMissing,
    BookDiffers,

    // Requests.
    DateInvalid,
    MonthInvalid,
    PageInvalid,
}

namespace Region.Accounting.Domain;

/// <summary>
/// Everything that accounting refuses, in blocks of a hundred, one for each slice. Each has its gRPC status in
/// Refusals.cs and its Chinese sentence in the file of its block.
/// </summary>
internal enum Refusal
{
    // 100: vouchers.
    EmptyVoucher = 100,
    TooManyPostings,
    Unbalanced,
    AmountInvalid,
    AccountUnknown,
    AccountNotLeaf,
    CounterpartyMissing,
    CounterpartyNotKept,
    TextTooLong,
    BeforeOpening,
    PeriodClosed,
    AccountClosed,
    ProjectMissing,
    ProjectNotKept,
    StockMissing,
    StockNotKept,
    QuantityInvalid,

    // 200: opening balances.
    OpeningTableInvalid = 200,
    OpeningAlreadyImported,
    OpeningAfterVouchers,
    OpeningOtherBook,
    OpeningBookUnknown,
    OpeningAmountInvalid,
    OpeningAmountNegative,
    OpeningBothSides,
    OpeningLineTwice,
    OpeningUnbalanced,

    // 300: review and reversal.
    AlreadyReviewed = 300,
    ReviewerIsPreparer,
    AlreadyReversed,
    RedNotReversible,
    OpeningNotReversible,
    ReversalOtherYear,
    ReversalTooEarly,
    ReasonInvalid,

    // 400: what events carry.
    EventFieldMissing = 400,
    EventAmountNegative,
    EventDateInvalid,
    EventUnitInvalid,
    EventRegionDiffers,
    RuleMissing,
    BookDiffers,

    // 1400: audit packages.
    ArchiveYearInvalid = 1400,
    ArchiveYearEmpty,

    // 500: requests.
    DateInvalid = 500,
    MonthInvalid,
    PageInvalid,
}

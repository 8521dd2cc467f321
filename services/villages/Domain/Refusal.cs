namespace Region.Villages.Domain;

/// <summary>Everything that villages refuses; each has one status and one Chinese sentence in Refusals.cs.</summary>
internal enum Refusal
{
    TableUnreadable = 1,
    TextMissing,
    TextTooLong,
    TextUnprintable,
    DateUnreadable,
    NumberUnreadable,
    NumberOutOfRange,
    AmountUnreadable,
    AmountNegative,
    AmountTooLarge,
    PageUnreadable,
    NothingToImport,

    RegionCodeInvalid,
    VillageCodeInvalid,
    DuplicateRegion,
    DuplicateCompany,
    DuplicateVillage,
    RegionUnknown,
    CreditCodeInvalid,
    DuplicateCreditCode,
    ContributionDiffers,
    CapitalDiffers,
    StakesDiffer,
    CompanyMissing,
    FactsDiffer,

    LoginInvalid,
    RoleUnknown,
    UnitUnknown,
    UnitNotForRole,
    NameDiffers,
    DuplicatePost,
    PostsConflict,

    TermBackwards,
    PostTaken,
    PostHeld,
    PostNotHeld,
    PostEnded,
    OwnPost,
}

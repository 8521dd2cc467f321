using Grpc.Core;
using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>
/// The one place where accounting's refusals become a gRPC status and a sentence; the sentences of each block stand in
/// a file of their own.
/// </summary>
internal static partial class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.EmptyVoucher or Refusal.TooManyPostings or Refusal.Unbalanced or Refusal.AmountInvalid
            or Refusal.AccountUnknown or Refusal.AccountNotLeaf or Refusal.CounterpartyMissing
            or Refusal.CounterpartyNotKept or Refusal.TextTooLong or Refusal.AccountClosed or Refusal.ProjectMissing
            or Refusal.ProjectNotKept or Refusal.StockMissing or Refusal.StockNotKept or Refusal.QuantityInvalid =>
            StatusCode.InvalidArgument,
        Refusal.OpeningTableInvalid or Refusal.OpeningOtherBook or Refusal.OpeningAmountInvalid
            or Refusal.OpeningAmountNegative or Refusal.OpeningBothSides or Refusal.OpeningLineTwice
            or Refusal.OpeningUnbalanced => StatusCode.InvalidArgument,
        Refusal.ReasonInvalid or Refusal.DateInvalid or Refusal.MonthInvalid or Refusal.PageInvalid =>
            StatusCode.InvalidArgument,
        Refusal.EventFieldMissing or Refusal.EventAmountNegative or Refusal.EventDateInvalid
            or Refusal.EventUnitInvalid or Refusal.EventRegionDiffers or Refusal.RuleMissing
            or Refusal.BookDiffers => StatusCode.InvalidArgument,
        Refusal.BeforeOpening or Refusal.PeriodClosed or Refusal.OpeningAfterVouchers or Refusal.OpeningBookUnknown =>
            StatusCode.FailedPrecondition,
        Refusal.OpeningAlreadyImported or Refusal.AlreadyReviewed or Refusal.AlreadyReversed =>
            StatusCode.FailedPrecondition,
        Refusal.RedNotReversible or Refusal.OpeningNotReversible or Refusal.ReversalOtherYear
            or Refusal.ReversalTooEarly => StatusCode.FailedPrecondition,
        Refusal.ArchiveYearInvalid => StatusCode.InvalidArgument,
        Refusal.ArchiveYearEmpty => StatusCode.FailedPrecondition,
        Refusal.ReviewerIsPreparer => StatusCode.PermissionDenied,
    };

    internal static string ToSentence(this Refused<Refusal> refused) => ((int)refused.Rule / 100) switch
    {
        1 => OfVoucher(refused),
        2 => OfOpening(refused),
        3 => OfReversal(refused),
        4 => OfEvent(refused),
        5 => OfRequest(refused),
        14 => OfArchive(refused),
        _ => Unforeseen(refused),
    };

    private static string Unforeseen(Refused<Refusal> refused) =>
        throw new InvalidOperationException($"The refusal {refused.Rule} has no sentence.");
}

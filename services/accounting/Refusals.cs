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
#pragma warning disable MA0051 // One switch over every refusal: only so does the compiler find one that has no row.
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.EmptyVoucher or Refusal.TooManyPostings or Refusal.Unbalanced or Refusal.AmountInvalid
            or Refusal.AccountUnknown or Refusal.AccountNotLeaf or Refusal.CounterpartyMissing
            or Refusal.CounterpartyNotKept or Refusal.TextTooLong or Refusal.AccountClosed or Refusal.ProjectMissing
            or Refusal.ProjectNotKept or Refusal.StockMissing or Refusal.StockNotKept or Refusal.QuantityInvalid
            or Refusal.DateTooFar =>
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
        Refusal.RedNotReversible or Refusal.OpeningNotReversible or Refusal.YearEndReversedAlone
            or Refusal.ReversalOtherYear or Refusal.ReversalTooEarly or Refusal.MirrorYearClosed =>
            StatusCode.FailedPrecondition,
        Refusal.ArchiveYearInvalid => StatusCode.InvalidArgument,
        Refusal.ArchiveYearEmpty => StatusCode.FailedPrecondition,
        Refusal.ReviewerIsPreparer => StatusCode.PermissionDenied,
        Refusal.DraftVersionDiffers => StatusCode.Aborted,
        Refusal.DraftFinal or Refusal.DraftStateDiffers or Refusal.DraftNotChecked or Refusal.DraftNotSigned
            or Refusal.SignatureNotNeeded or Refusal.AlreadySigned or Refusal.CashShort or Refusal.CorrectionOfRed
            or Refusal.CorrectionTooEarly or Refusal.CorrectionNeedsRed or Refusal.AlreadyCorrected
            or Refusal.CorrectionInRed or Refusal.CopyOfRed
            or Refusal.AttachmentsMissing or Refusal.TemplateRetired or Refusal.TemplateNotDue
            or Refusal.TemplateMonthTaken => StatusCode.FailedPrecondition,
        Refusal.CheckerIsMaker or Refusal.CashierIsMaker or Refusal.CashierIsChecker or Refusal.PosterIsCashier =>
            StatusCode.PermissionDenied,
        Refusal.WordUnknown or Refusal.WordNotReceipt or Refusal.WordNotPayment or Refusal.WordNotTransfer
            or Refusal.AttachmentsInvalid or Refusal.DraftTextInvalid or Refusal.TooManyLines
            or Refusal.CorrectedUnknown or Refusal.DraftStateUnknown or Refusal.FileUnknown or Refusal.FileTwice
            or Refusal.TooManyFiles or Refusal.FileTooLarge or Refusal.FileKindUnknown or Refusal.FileNameInvalid
            or Refusal.TemplateNameInvalid or Refusal.RecurrenceInvalid or Refusal.ImportTableInvalid
            or Refusal.ImportDateInvalid or Refusal.ImportNumberInvalid or Refusal.ImportAmountInvalid
            or Refusal.ImportRowsDiffer => StatusCode.InvalidArgument,
        Refusal.AccountCodeInvalid or Refusal.AccountNameInvalid or Refusal.AccountLooser or Refusal.AutomaticTooStrict
            or Refusal.AccountPublished or Refusal.AccountNotBelow or Refusal.ItemKindUnknown or Refusal.ItemCodeInvalid
            or Refusal.ItemNameInvalid or Refusal.ItemUnitInvalid or Refusal.ItemUnknown or Refusal.ChartYearInvalid
            or Refusal.ChartVersionUnknown => StatusCode.InvalidArgument,
        Refusal.AccountCodeTaken or Refusal.AccountNameTaken or Refusal.AccountInUse or Refusal.AccountClosedAlready
            or Refusal.AccountNotClosed or Refusal.AccountOpenBelow or Refusal.AccountTakesAutomatic
            or Refusal.AccountNotEmpty or Refusal.AccountPostedLater or Refusal.ItemCodeTaken or Refusal.ItemNotEmpty
            or Refusal.ItemClosed or Refusal.ItemNotClosed or Refusal.ChartYearBegun or Refusal.ChartCodeTaken
            or Refusal.ChartAccountHeld =>
            StatusCode.FailedPrecondition,
        Refusal.TransitionTableInvalid or Refusal.TransitionRowInvalid or Refusal.TransitionAboveBelow
            or Refusal.TransitionUnbalanced or Refusal.TransitionUnmapped or Refusal.TransitionUndecided
            or Refusal.TransitionAmbiguous or Refusal.TransitionTargetInvalid => StatusCode.InvalidArgument,
        Refusal.TransitionRegime => StatusCode.FailedPrecondition,
        Refusal.KnownAtInvalid or Refusal.SpanInvalid or Refusal.LevelInvalid or Refusal.NotCash
            or Refusal.TableUnknown => StatusCode.InvalidArgument,
        Refusal.StatementUnknown or Refusal.StatementLineUnknown => StatusCode.InvalidArgument,
        Refusal.DisclosurePeriodInvalid or Refusal.ObjectionTextInvalid or Refusal.ObjectionNameInvalid =>
            StatusCode.InvalidArgument,
        Refusal.TableTooLarge or Refusal.TooManyAnswers => StatusCode.FailedPrecondition,
        Refusal.MonthAlreadyClosed or Refusal.MonthNotNext or Refusal.MonthBlocked or Refusal.MonthNotClosed
            or Refusal.MonthNotNewest or Refusal.YearEndStands or Refusal.YearNotReady or Refusal.YearEndDone
            or Refusal.YearEndNotDone or Refusal.YearEndEmpty or Refusal.YearEndAccountMissing
            or Refusal.DistributionTooLarge or Refusal.FloorNotReached => StatusCode.FailedPrecondition,
        Refusal.YearInvalid or Refusal.MeetingMissing or Refusal.LossCoverInvalid or Refusal.AppropriationInvalid
            or Refusal.DistributionInvalid => StatusCode.InvalidArgument,
        Refusal.StatementTableInvalid or Refusal.StatementColumnMissing or Refusal.StatementDateInvalid
            or Refusal.StatementAmountInvalid or Refusal.StatementOutOfOrder or Refusal.StatementDoesNotAddUp
            or Refusal.StatementEmpty or Refusal.BankAccountInvalid or Refusal.MatchEmpty or Refusal.MatchTooLarge
            or Refusal.MatchUnequal => StatusCode.InvalidArgument,
        Refusal.StatementGap or Refusal.OutstandingNotFirst or Refusal.MatchedAlready or Refusal.MatchTakenBack =>
            StatusCode.FailedPrecondition,
        Refusal.EventQuantityInvalid or Refusal.EventCountInvalid or Refusal.AssetTextInvalid
            or Refusal.AssetUseInvalid or Refusal.AssetMethodInvalid or Refusal.AssetAmountInvalid
            or Refusal.AssetSpanInvalid or Refusal.AssetDepreciatedInvalid => StatusCode.InvalidArgument,
        Refusal.AssetCodeTaken or Refusal.AssetDateInvalid or Refusal.AssetDisposed or Refusal.AssetDepreciationDue
            or Refusal.AssetWorkTwice or Refusal.DepreciationEarlierMonth
            or Refusal.EstimateTooEarly => StatusCode.FailedPrecondition,
    };
#pragma warning restore MA0051

    internal static string ToSentence(this Refused<Refusal> refused) =>
        Sentence(refused with { Field = RefusedFields.InChinese(refused.Field) });

    private static string Sentence(Refused<Refusal> refused) => ((int)refused.Rule / 100) switch
    {
        1 => OfVoucher(refused),
        2 => OfOpening(refused),
        3 => OfReversal(refused),
        4 => OfEvent(refused),
        5 => OfRequest(refused),
        6 => OfDraft(refused),
        7 => OfAccount(refused),
        8 => OfAutoPosting(refused),
        9 => OfPeriod(refused),
        10 => OfBank(refused),
        11 => OfLedger(refused),
        12 => OfStatement(refused),
        13 => OfDisclosure(refused),
        14 => OfArchive(refused),
        _ => Unforeseen(refused),
    };

    private static string Unforeseen(Refused<Refusal> refused) =>
        throw new InvalidOperationException($"The refusal {refused.Rule} has no sentence.");
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// The steps of a draft and who may take them (会计基础工作规范: a cashier neither checks nor keeps the books of
/// income, expenses and debts). Every step takes the version that its author saw.
/// </summary>
internal static class DraftSteps
{
    /// <summary>Begins a draft.</summary>
    public static Decision<DraftSheet, Refusal> Begin(Guid id, DraftEdit edit, string maker)
    {
        var refused = ManualVoucher.CheckForm(edit);
        return refused.Length > 0 ? refused : new DraftSheet
        {
            Id = id,
            Content = edit.Content with { PreparedBy = maker },
            AttachmentsReason = edit.AttachmentsReason,
            CashReason = edit.CashReason,
            Makers = [maker],
        };
    }

    /// <summary>Replaces the content; check and signature are taken back.</summary>
    public static Decision<DraftSheet, Refusal> Change(DraftSheet sheet, long version, DraftEdit edit, string maker)
    {
        if (Refuse(sheet, version) is { } refused)
            return refused;

        var form = ManualVoucher.CheckForm(edit);
        return form.Length > 0 ? form : Reopened(sheet, maker) with
        {
            Content = edit.Content with { PreparedBy = maker, CheckedBy = "", Cashier = "" },
            AttachmentsReason = edit.AttachmentsReason,
            CashReason = edit.CashReason,
        };
    }

    /// <summary>Adds a file; whoever has it attached already gets the same sheet.</summary>
    public static Decision<DraftSheet, Refusal> Attach(DraftSheet sheet, string hash, string maker)
    {
        if (Refuse(sheet, sheet.Version) is { } refused)
            return refused;

        if (sheet.Content.Files.Contains(hash, StringComparer.Ordinal))
            return sheet;

        if (sheet.Content.Files.Count >= ManualVoucher.MaximumFiles)
            return Refusal.TooManyFiles.On("content", sheet.Content.Files.Count + 1);

        IReadOnlyList<string> files = [.. sheet.Content.Files, hash];
        return Reopened(sheet, maker) with
        {
            Content = sheet.Content with
            {
                PreparedBy = maker,
                CheckedBy = "",
                Cashier = "",
                Files = files,
                Attachments = Math.Max(sheet.Content.Attachments, files.Count),
            },
        };
    }

    /// <summary>审核: by somebody who did not write in it; the content was found right before.</summary>
    public static Decision<DraftSheet, Refusal> Check(DraftSheet sheet, long version, string checker)
    {
        if (Refuse(sheet, version) is { } refused)
            return refused;

        if (sheet.State is not DraftState.Open)
            return Refusal.DraftStateDiffers.On("draft_id", NameOf(sheet.State));

        return sheet.Makers.Contains(checker, StringComparer.Ordinal)
            ? Refusal.CheckerIsMaker.On("draft_id", checker)
            : sheet with
            {
                State = DraftState.Checked,
                Note = "",
                Content = sheet.Content with { CheckedBy = checker },
            };
    }

    /// <summary>退回 by a checker: the makers change it, then it is checked again.</summary>
    public static Decision<DraftSheet, Refusal> Return(DraftSheet sheet, long version, string checker, string reason)
    {
        if (Refuse(sheet, version) is { } refused)
            return refused;

        if (sheet.State is DraftState.Returned)
            return Refusal.DraftStateDiffers.On("draft_id", NameOf(sheet.State));

        if (sheet.Makers.Contains(checker, StringComparer.Ordinal))
            return Refusal.CheckerIsMaker.On("draft_id", checker);

        return ManualVoucher.IsReason(reason)
            ? sheet with
            {
                State = DraftState.Returned,
                Note = reason,
                Content = sheet.Content with { CheckedBy = "", Cashier = "" },
            }
            : Refusal.ReasonInvalid.On("reason", reason);
    }

    /// <summary>出纳签字, once cash or bank moves and the draft is checked.</summary>
    public static Decision<DraftSheet, Refusal> Sign(DraftSheet sheet, long version, Chart chart, string cashier)
    {
        if (Refuse(sheet, version) is { } refused)
            return refused;

        if (sheet.State is not DraftState.Checked)
            return Refusal.DraftNotChecked.On("draft_id", NameOf(sheet.State));

        if (!ManualVoucher.MovesCash(sheet.Content, chart))
            return Refusal.SignatureNotNeeded.On("draft_id", sheet.Content.Summary);

        if (sheet.Content.Cashier.Length > 0)
            return Refusal.AlreadySigned.On("draft_id", sheet.Content.Cashier);

        if (sheet.Makers.Contains(cashier, StringComparer.Ordinal))
            return Refusal.CashierIsMaker.On("draft_id", cashier);

        return Same(sheet.Content.CheckedBy, cashier)
            ? Refusal.CashierIsChecker.On("draft_id", cashier)
            : sheet with { Content = sheet.Content with { Cashier = cashier } };
    }

    /// <summary>作废: kept with its reason, never posted.</summary>
    public static Decision<DraftSheet, Refusal> Discard(DraftSheet sheet, long version, string reason)
    {
        if (Refuse(sheet, version) is { } refused)
            return refused;

        return ManualVoucher.IsReason(reason)
            ? sheet with { State = DraftState.Discarded, Note = reason }
            : Refusal.ReasonInvalid.On("reason", reason);
    }

    /// <summary>记账: what is to be posted, once it is checked and, where cash or bank moves, signed.</summary>
    public static Decision<Draft, Refusal> Post(DraftSheet sheet, Chart chart, string poster)
    {
        if (sheet.IsFinal)
            return Refusal.DraftFinal.On("draft_id", NameOf(sheet.State));

        var content = sheet.Content;
        if (sheet.State is not DraftState.Checked)
            return Refusal.DraftNotChecked.On("draft_id", NameOf(sheet.State));

        if (ManualVoucher.MovesCash(content, chart) && content.Cashier.Length is 0)
            return Refusal.DraftNotSigned.On("draft_id", content.Summary);

        return Same(content.Cashier, poster)
            ? Refusal.PosterIsCashier.On("draft_id", poster)
            : content with
            {
                PostedBy = poster,
                Origin = new Origin { Document = ManualVoucher.ReasonsOf(sheet) },
            };
    }

    /// <summary>What people call a state.</summary>
    public static string NameOf(DraftState state) => state switch
    {
        DraftState.Open => "编制中",
        DraftState.Returned => "已退回",
        DraftState.Checked => "已审核",
        DraftState.Posted => "已记账",
        DraftState.Discarded => "已作废",
    };

    private static Refused<Refusal>? Refuse(DraftSheet sheet, long version)
    {
        if (sheet.IsFinal)
            return Refusal.DraftFinal.On("draft_id", NameOf(sheet.State));

        return version == sheet.Version
            ? null
            : Refusal.DraftVersionDiffers.On("version", FormattableString.Invariant($"{version}→{sheet.Version}"));
    }

    private static DraftSheet Reopened(DraftSheet sheet, string maker) => sheet with
    {
        Version = sheet.Version + 1,
        State = DraftState.Open,
        Note = "",
        Makers = sheet.Makers.Contains(maker, StringComparer.Ordinal) ? sheet.Makers : [.. sheet.Makers, maker],
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

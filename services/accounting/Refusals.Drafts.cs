using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about drafts, templates and attached files.</summary>
internal static partial class Refusals
{
    private static string OfDraft(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.DraftVersionDiffers =>
            $"草稿已被别人修改（您看到的版本→现在的版本：{refused.Offending}），您的改动没有保存；请重新打开后再改。",
        Refusal.DraftFinal => $"草稿{refused.Offending}，不能再变动。",
        Refusal.DraftStateDiffers => $"草稿{refused.Offending}，此时不能办理这一步；退回的草稿须先修改。",
        Refusal.DraftNotChecked => $"草稿{refused.Offending}，还没有审核；凭证须先审核，再由出纳签字、记账。",
        Refusal.DraftNotSigned => $"「{refused.Offending}」涉及现金或银行存款，须由出纳签字后才能记账（会计基础工作规范第五十一条（一））。",
        Refusal.CheckerIsMaker => $"{refused.Offending} 参与了制单，制单人不能审核自己的凭证。",
        Refusal.CashierIsMaker => $"{refused.Offending} 参与了制单；出纳不得兼任收入、费用、债权债务的记账（会计基础工作规范第十二条）。",
        Refusal.CashierIsChecker => $"{refused.Offending} 审核了本凭证；出纳不得兼任稽核（会计基础工作规范第十二条）。",
        Refusal.PosterIsCashier => $"{refused.Offending} 是本凭证的签字出纳，不能记账（会计基础工作规范第十二条）。",
        Refusal.SignatureNotNeeded => $"「{refused.Offending}」不涉及现金或银行存款，不需要出纳签字。",
        Refusal.AlreadySigned => $"出纳 {refused.Offending} 已经签字，签字只有一次。",
        Refusal.AttachmentsMissing =>
            "附件张数为零：除结账和更正错误外，记账凭证必须附有原始凭证（会计基础工作规范第五十一条（四））；确无附件的须写明理由。",
        Refusal.AttachmentsInvalid =>
            $"附件张数「{refused.Offending}」无效：应为 0 至 {ManualVoucher.MaximumAttachments} 的整数。",
        Refusal.DraftTextInvalid =>
            $"{refused.Field}「{refused.Offending}」无效：摘要须为 1 至 {ManualVoucher.MaximumSummary} 字，文字不含控制字符。",
        Refusal.TooManyLines => $"分录共 {refused.Offending} 条，一张凭证至多 {ManualVoucher.MaximumLines} 条。",
        Refusal.CashShort => $"{refused.Offending}：库存现金不得出现负数；确有原因的，请写明理由后再记账。",
        Refusal.DraftStateUnknown => $"{refused.Field}「{refused.Offending}」不是草稿的状态。",
        _ => OfWord(refused),
    };

    private static string OfWord(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.WordUnknown => $"凭证字「{refused.Offending}」无效：只能是记、收、付、转。",
        Refusal.WordNotReceipt => "收款凭证（收）的借方须有现金或银行存款，贷方不得有。",
        Refusal.WordNotPayment => "付款凭证（付）的贷方须有现金或银行存款，借方不得有。",
        Refusal.WordNotTransfer => "转账凭证（转）不涉及现金和银行存款。",
        Refusal.CorrectedUnknown => $"账套里没有被订正的凭证「{refused.Offending}」。",
        Refusal.CorrectionOfRed => $"{refused.Offending}本身是红字凭证，不能订正；请订正被它注销的凭证。",
        Refusal.CorrectionTooEarly => $"订正凭证的日期 {refused.Offending} 早于被订正的凭证。",
        Refusal.CorrectionNeedsRed =>
            $"{refused.Offending}是当年的凭证，须先用红字注销，再用蓝字订正（会计基础工作规范第五十一条（五））；以前年度的差错才直接用蓝字更正。",
        Refusal.CorrectionInRed =>
            $"红字只能用于当年的凭证，{refused.Offending}是以前年度的凭证，须用蓝字更正（会计基础工作规范第五十一条（五））：分录金额不能为负，请记在相反方向。",
        Refusal.CopyOfRed =>
            $"{refused.Offending}是红字凭证，不能复制：红字只注销当年的一张凭证（会计基础工作规范第五十一条（五）），复制的红字没有注销的对象。",
        Refusal.AlreadyCorrected => $"{refused.Offending}凭证已经订正过；仍有差错的，请订正那张订正凭证。",
        _ => OfFile(refused),
    };

    private static string OfFile(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.FileUnknown => $"账套里没有附件「{refused.Offending}」，请先上传。",
        Refusal.FileTwice => $"{refused.Field}：同一附件列了两次（共 {refused.Offending} 个）。",
        Refusal.TooManyFiles => $"附件文件共 {refused.Offending} 个，一张凭证至多 {ManualVoucher.MaximumFiles} 个。",
        Refusal.FileTooLarge => $"附件共 {refused.Offending} 字节，每个文件至多 {FileKind.MaximumBytes} 字节（5 MiB）。",
        Refusal.FileKindUnknown =>
            $"附件「{refused.Offending}」的内容不是 PDF、JPEG、PNG、OFD 或 XLSX，不能作为附件。",
        Refusal.FileNameInvalid =>
            $"附件名「{refused.Offending}」无效：须为 1 至 {FileKind.MaximumName} 字，不含控制字符和斜杠。",
        Refusal.TemplateNameInvalid =>
            $"模板名「{refused.Offending}」无效：须为 1 至 {VoucherTemplate.MaximumName} 字，不含控制字符。",
        Refusal.TemplateRetired => $"模板「{refused.Offending}」已停用。",
        Refusal.TemplateNotDue => $"{refused.Offending} 所在月份不是这个定期凭证的到期月份。",
        Refusal.TemplateMonthTaken => $"{refused.Offending} 的定期凭证已经生成，每月只生成一次；请先作废那张草稿。",
        Refusal.RecurrenceInvalid => $"{refused.Field}「{refused.Offending}」无效：定期只能是不定期、每月或每季，定期的须写明起始月份。",
        _ => OfImport(refused),
    };

    private static string OfImport(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.ImportTableInvalid => $"凭证表有误：{refused.Offending}",
        Refusal.ImportDateInvalid => $"{refused.Field}「{refused.Offending}」不是有效日期，格式为 YYYY-MM-DD。",
        Refusal.ImportNumberInvalid => $"{refused.Field}「{refused.Offending}」不是 0 至 9999 的整数或为空。",
        Refusal.ImportAmountInvalid => $"{refused.Field}「{refused.Offending}」不是元为单位、至多两位小数的金额。",
        Refusal.ImportRowsDiffer => $"{refused.Field}「{refused.Offending}」与同一张凭证的第一行不同。",
        _ => Unforeseen(refused),
    };
}

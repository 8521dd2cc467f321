using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about sub-accounts, registers, versions of the chart and the old book.</summary>
internal static partial class Refusals
{
    private static string OfAccount(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.AccountCodeInvalid =>
            $"科目编码「{refused.Offending}」无效：明细科目的编码是上级编码加一点和 2 至 4 位数字，至多 {SubAccounts.MaximumLevels} 级。",
        Refusal.AccountCodeTaken => $"科目 {refused.Offending} 已经存在。",
        Refusal.AccountNameInvalid =>
            $"{refused.Field}「{refused.Offending}」无效：科目名称须为 1 至 {SubAccounts.MaximumName} 字，不含控制字符。",
        Refusal.AccountNameTaken => $"同一上级科目下已有名为「{refused.Offending}」的明细科目。",
        Refusal.AccountInUse =>
            $"科目 {refused.Offending} 已有凭证或余额，不能再开设明细科目，否则原有金额不在末级科目上；请在该科目使用之前开设，或用辅助核算区分。",
        Refusal.AccountLooser => $"科目 {refused.Offending} 的辅助核算要求不能在明细科目中放宽。",
        Refusal.AutomaticTooStrict =>
            $"明细科目 {refused.Offending} 要接收自动凭证，辅助核算要求不能比上级科目更严，否则自动凭证无法记入。",
        Refusal.AccountPublished => $"科目 {refused.Offending} 是会计制度规定的科目，不能更名或停用。",
        Refusal.AccountNotBelow => $"「{refused.Offending}」不是账套里的明细科目。",
        Refusal.AccountClosedAlready => $"科目 {refused.Offending} 已经停用。",
        Refusal.AccountNotClosed => $"科目 {refused.Offending} 没有停用，不需要启用。",
        Refusal.AccountOpenBelow => $"下级科目 {refused.Offending} 还在使用，须先停用下级科目。",
        Refusal.AccountTakesAutomatic =>
            $"科目 {refused.Offending} 接收自动凭证，不能停用；请先指定另一个明细科目接收自动凭证。",
        Refusal.AccountNotEmpty => $"科目 {refused.Offending} 还有余额，余额为零才能停用。",
        Refusal.AccountPostedLater => $"该科目在 {refused.Offending} 已有凭证，停用日期须晚于最后一张凭证。",
        _ => OfItem(refused),
    };

    private static string OfItem(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.ItemKindUnknown => $"{refused.Field}「{refused.Offending}」无效：只能是往来单位、成员、项目或存货。",
        Refusal.ItemCodeInvalid =>
            $"编码「{refused.Offending}」无效：须为 1 至 {AuxiliaryItem.MaximumCode} 字，不含空格和控制字符。",
        Refusal.ItemCodeTaken => $"{refused.Offending} 已经登记；编码不能重复，名称可以更改。",
        Refusal.ItemNameInvalid =>
            $"名称「{refused.Offending}」无效：须为 1 至 {AuxiliaryItem.MaximumName} 字，不含控制字符。",
        Refusal.ItemUnitInvalid =>
            $"计量单位「{refused.Offending}」无效：存货须写明计量单位（至多 {AuxiliaryItem.MaximumUnit} 字），其他档案不写。",
        Refusal.ItemNotEmpty => $"{refused.Offending} 还有余额，余额为零才能停用。",
        Refusal.ItemUnknown => $"{refused.Field}：{refused.Offending} 不在账套的档案里，请先登记。",
        Refusal.ItemClosed => $"{refused.Field}「{refused.Offending}」已经停用；还要用的，请先启用。",
        Refusal.ItemNotClosed => $"{refused.Offending} 没有停用，不需要启用。",
        Refusal.ChartYearInvalid => $"{refused.Field}「{refused.Offending}」不是有效的年度。",
        Refusal.ChartYearBegun => $"{refused.Offending} 已有凭证；新的科目表只能在当年第一张凭证之前启用。",
        Refusal.ChartVersionUnknown => $"没有可以从该年起启用的科目表版本「{refused.Offending}」：须比现用版本新，且当年 1 月 1 日已经生效。",
        Refusal.ChartCodeTaken => $"新的科目表要用的编码已被本账套的明细科目 {refused.Offending} 占用。",
        Refusal.ChartAccountHeld => $"科目 {refused.Offending} 还有余额；新的科目表会拆分或取消该科目，须先结清。",
        _ => OfTransition(refused),
    };
}

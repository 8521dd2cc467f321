using Region.Accounting.Domain;
using Region.Kernel;

namespace Region.Accounting;

/// <summary>Sentences about automatic vouchers, estimates and the asset register.</summary>
internal static partial class Refusals
{
    private static string OfAutoPosting(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.EventQuantityInvalid => $"事件的 {refused.Field}「{refused.Offending}」不是至多三位小数的数量。",
        Refusal.EventCountInvalid => $"事件的 {refused.Field}「{refused.Offending}」不是有效的单据张数。",
        Refusal.AssetTextInvalid =>
            $"卡片的 {refused.Field} 为空、过长或含控制字符（编号至多 {AssetRegister.MaximumCode} 字，名称和类别至多 "
                + $"{AssetRegister.MaximumName} 字）：「{refused.Offending}」。",
        Refusal.AssetCodeTaken => $"固定资产卡片「{refused.Offending}」已经登记，一个编号只登记一次。",
        Refusal.AssetUseInvalid =>
            $"用途「{refused.Offending}」不对：村账、合作社账可选生产经营、管理、公益，公司账可选生产、管理、销售。",
        Refusal.AssetMethodInvalid => $"{refused.Field}「{refused.Offending}」的折旧方法不对：年限平均法或工作量法；工作量只记在工作量法的卡片上。",
        Refusal.AssetAmountInvalid =>
            $"{refused.Field}「{refused.Offending}」不对：原值大于零，净残值不小于零、不大于原值。",
        Refusal.AssetSpanInvalid =>
            $"{refused.Field}「{refused.Offending}」不对：年限平均法须有 1 至 {AssetRegister.MaximumMonths} 个月的剩余年限，"
                + "工作量法须有大于零、至多三位小数的总工作量。",
        Refusal.AssetDepreciatedInvalid =>
            $"{refused.Field}「{refused.Offending}」不对：累计折旧不小于零，不超过原值减净残值，并须写明已提的月数。",
        Refusal.AssetDateInvalid => $"{refused.Field}「{refused.Offending}」早于卡片的登记、上一次变动或已经计提折旧的月份，变动只从以后月份起作用。",
        Refusal.AssetDisposed => $"固定资产卡片「{refused.Offending}」已经清理，不能再变动。",
        Refusal.AssetDepreciationDue => $"当月减少或变动的固定资产当月照提折旧，请先计提到 {refused.Offending} 元再办理。",
        Refusal.AssetWorkTwice => $"{refused.Offending} 的工作量已经登记，一个月只登记一次。",
        Refusal.DepreciationEarlierMonth =>
            $"折旧应当按月计提：{refused.Offending} 还有折旧没有计提，请先计提那个月的折旧。",
        Refusal.EstimateTooEarly => $"{refused.Offending} 还没有开始，不能办理暂估入库：月末已验收、发票未到的货物才暂估。",
        _ => Unforeseen(refused),
    };
}

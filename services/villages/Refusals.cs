using Grpc.Core;
using Region.Kernel;
using Region.Villages.Domain;

namespace Region.Villages;

/// <summary>What callers are told when a rule of the register refuses: the one map to statuses and sentences.</summary>
internal static class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.FactsDiffer or Refusal.NameDiffers or Refusal.PostsConflict or Refusal.PostTaken or Refusal.PostHeld
            or Refusal.PostNotHeld or Refusal.PostEnded or Refusal.OwnPost => StatusCode.FailedPrecondition,
        Refusal.TableUnreadable or Refusal.TextMissing or Refusal.TextTooLong or Refusal.TextUnprintable
            or Refusal.DateUnreadable or Refusal.NumberUnreadable or Refusal.NumberOutOfRange
            or Refusal.AmountUnreadable or Refusal.AmountNegative or Refusal.AmountTooLarge or Refusal.PageUnreadable
            or Refusal.NothingToImport or Refusal.RegionCodeInvalid or Refusal.VillageCodeInvalid
            or Refusal.DuplicateRegion or Refusal.DuplicateCompany or Refusal.DuplicateVillage or Refusal.RegionUnknown
            or Refusal.CreditCodeInvalid or Refusal.DuplicateCreditCode or Refusal.ContributionDiffers
            or Refusal.CapitalDiffers or Refusal.StakesDiffer or Refusal.CompanyMissing or Refusal.LoginInvalid
            or Refusal.RoleUnknown or Refusal.UnitUnknown or Refusal.UnitNotForRole
            or Refusal.DuplicatePost or Refusal.TermBackwards => StatusCode.InvalidArgument,
    };

    /// <summary>A place in a table is named first; a field of a form is marked where it stands.</summary>
    internal static string ToSentence(this Refused<Refusal> refused) => refused.Field.All(char.IsAscii)
        ? Told(refused)[(refused.Field.Length + 1)..]
        : Told(refused);

    private static string Told(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.TableUnreadable => $"{refused.Field}：{refused.Offending}",
        Refusal.TextMissing => $"{refused.Field}：不能为空。",
        Refusal.TextTooLong => $"{refused.Field}：文字太长（{refused.Offending} 个字）。",
        Refusal.TextUnprintable => $"{refused.Field}：含有不能显示的字符。",
        Refusal.DateUnreadable => $"{refused.Field}：“{refused.Offending}”不是日期，应写作 2026-01-01。",
        Refusal.NumberUnreadable => $"{refused.Field}：“{refused.Offending}”不是整数。",
        Refusal.NumberOutOfRange => $"{refused.Field}：“{refused.Offending}”超出允许范围。",
        Refusal.AmountUnreadable => $"{refused.Field}：“{refused.Offending}”不是金额，应为元，至多两位小数。",
        Refusal.AmountNegative => $"{refused.Field}：金额“{refused.Offending}”不能为负。",
        Refusal.AmountTooLarge => $"{refused.Field}：金额“{refused.Offending}”超过上限。",
        Refusal.PageUnreadable => $"{refused.Field}：翻页标记无法识别。",
        Refusal.NothingToImport => $"{refused.Field}：表中没有任何行。",
        Refusal.RegionCodeInvalid => $"{refused.Field}：区域编码“{refused.Offending}”应为 R 加两至四位数字。",
        Refusal.VillageCodeInvalid => $"{refused.Field}：村编码“{refused.Offending}”应为 V 加四至六位数字。",
        Refusal.DuplicateRegion => $"{refused.Field}：区域“{refused.Offending}”重复。",
        Refusal.DuplicateCompany => $"{refused.Field}：区域“{refused.Offending}”有两个公司，只能有一个。",
        Refusal.DuplicateVillage => $"{refused.Field}：村“{refused.Offending}”重复。",
        Refusal.RegionUnknown => $"{refused.Field}：没有登记区域“{refused.Offending}”。",
        Refusal.CreditCodeInvalid => $"{refused.Field}：“{refused.Offending}”不是有效的统一社会信用代码（校验码不符）。",
        Refusal.DuplicateCreditCode => $"{refused.Field}：统一社会信用代码“{refused.Offending}”重复。",
        Refusal.ContributionDiffers => $"{refused.Field}：出资额应等于现金、资源、资产之和（{refused.Offending}）。",
        Refusal.CapitalDiffers => $"{refused.Field}：注册资本应等于各村出资之和（{refused.Offending}）。",
        Refusal.StakesDiffer => $"{refused.Field}：区域“{refused.Offending}”公司的现金、资源、资产应分别等于各村之和。",
        Refusal.CompanyMissing => $"{refused.Field}：区域“{refused.Offending}”没有公司。",
        Refusal.FactsDiffer => $"{refused.Field}：“{refused.Offending}”已登记，内容与本表不同，不能用导入修改。",
        Refusal.LoginInvalid => $"{refused.Field}：登录名“{refused.Offending}”只能用小写字母、数字和 . _ -，至多 60 个字符。",
        Refusal.RoleUnknown => $"{refused.Field}：没有“{refused.Offending}”这种职务。",
        Refusal.UnitUnknown => $"{refused.Field}：没有登记单位“{refused.Offending}”。",
        Refusal.UnitNotForRole => $"{refused.Field}：职务与单位不相配（{refused.Offending}）。",
        Refusal.NameDiffers => $"{refused.Field}：登录名“{refused.Offending}”已属于另一个姓名。",
        Refusal.DuplicatePost => $"{refused.Field}：“{refused.Offending}”的这个职务重复。",
        Refusal.PostsConflict => $"{refused.Field}：不相容职务不能由一人担任（{refused.Offending}）。",
        Refusal.TermBackwards => $"{refused.Field}：任期截止日“{refused.Offending}”早于开始日。",
        Refusal.PostTaken => $"{refused.Field}：{refused.Offending}，同一时间只能由一人担任；请先卸任，或按接任办理。",
        Refusal.PostHeld => $"{refused.Field}：此人在这段时间已担任这个职务（{refused.Offending}）。",
        Refusal.PostNotHeld => $"{refused.Field}：没有这段任期（{refused.Offending}）。",
        Refusal.PostEnded => $"{refused.Field}：任期已定于“{refused.Offending}”截止，不能改到同日或更晚；需要延长请重新任职。",
        Refusal.OwnPost => $"{refused.Field}：不能免去自己的职务，请由另一位管理员办理。",
    };
}

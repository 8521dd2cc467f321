using System.Text.Json;
using Grpc.Core;
using Region.Kernel;

namespace Region.Gateway.Identity;

/// <summary>Why a login, or a change to an account, is refused.</summary>
internal enum Refusal
{
    /// <summary>Login or password is empty or longer than any that we gave out.</summary>
    LoginMalformed,

    /// <summary>Unknown login, or wrong password: one answer, so that names cannot be found by trying.</summary>
    LoginWrong,

    /// <summary>Too many failures for this login.</summary>
    LoginLocked,

    /// <summary>The password was right; the account asks for a code too.</summary>
    CodeNeeded,

    /// <summary>The code is wrong, too old or spent.</summary>
    CodeWrong,

    /// <summary>An administrator has locked the account; told only to whoever knows its password.</summary>
    AccountLocked,

    /// <summary>The person is known, but holds no post.</summary>
    NoPost,

    /// <summary>The person does not hold the post that was named.</summary>
    PostNotHeld,

    /// <summary>The outside provider vouches for somebody whom no account is linked with.</summary>
    SubjectUnknown,

    /// <summary>The outside provider refused, did not answer, or answered something that does not fit.</summary>
    OutsideFailed,

    PasswordTooShort,
    PasswordTooLong,

    /// <summary>The password contains the login name.</summary>
    PasswordNamesLogin,

    /// <summary>The password is one of those that are tried first.</summary>
    PasswordCommon,

    /// <summary>The new password is the old one.</summary>
    PasswordUnchanged,

    /// <summary>The two fields of a form differ.</summary>
    PasswordsDiffer,

    /// <summary>The one-time code is unknown, spent or too old.</summary>
    FirstCodeWrong,

    /// <summary>A login name is small letters, digits and . _ -</summary>
    LoginInvalid,

    /// <summary>There is such an account already.</summary>
    AccountExists,

    /// <summary>There is no such account.</summary>
    AccountUnknown,

    /// <summary>Administrators do not lock or reset themselves.</summary>
    OwnAccount,

    /// <summary>A reason is empty or too long.</summary>
    ReasonMissing,

    /// <summary>Another account is linked with this subject.</summary>
    SubjectTaken,

    /// <summary>A second factor is confirmed after it was started, and once.</summary>
    FactorNotStarted,

    /// <summary>A second factor is on; it is removed before another is started.</summary>
    FactorOn,

    /// <summary>No such session or token of one's own.</summary>
    NothingSuch,

    /// <summary>The name of a token is empty or too long.</summary>
    TokenNameInvalid,

    /// <summary>A token ends between today and a year from now.</summary>
    TokenEndInvalid,

    /// <summary>Nobody needs so many tokens.</summary>
    TooManyTokens,

    /// <summary>Who leaves, who follows and who watches are three persons.</summary>
    HandoverSamePerson,

    /// <summary>The person holds no post as accountant or cashier of this book.</summary>
    HandoverNotHolder,

    /// <summary>The day is no day, or lies in the future.</summary>
    HandoverDateInvalid,

    /// <summary>The note is too long.</summary>
    HandoverNoteTooLong,
}

/// <summary>The one map from refusals to statuses and sentences.</summary>
internal static class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.LoginMalformed or Refusal.PasswordTooShort or Refusal.PasswordTooLong or Refusal.PasswordNamesLogin
            or Refusal.PasswordCommon or Refusal.PasswordUnchanged or Refusal.PasswordsDiffer or Refusal.LoginInvalid
            or Refusal.ReasonMissing or Refusal.TokenNameInvalid or Refusal.TokenEndInvalid
            or Refusal.HandoverSamePerson or Refusal.HandoverDateInvalid or Refusal.HandoverNoteTooLong
            => StatusCode.InvalidArgument,
        Refusal.LoginWrong or Refusal.CodeNeeded or Refusal.CodeWrong or Refusal.FirstCodeWrong
            => StatusCode.Unauthenticated,
        Refusal.LoginLocked => StatusCode.ResourceExhausted,
        Refusal.NoPost or Refusal.PostNotHeld or Refusal.AccountLocked or Refusal.SubjectUnknown
            => StatusCode.PermissionDenied,
        Refusal.OutsideFailed => StatusCode.Unavailable,
        Refusal.AccountExists or Refusal.SubjectTaken => StatusCode.AlreadyExists,
        Refusal.AccountUnknown or Refusal.NothingSuch => StatusCode.NotFound,
        Refusal.OwnAccount or Refusal.FactorNotStarted or Refusal.FactorOn or Refusal.TooManyTokens
            or Refusal.HandoverNotHolder => StatusCode.FailedPrecondition,
    };

    internal static string ToSentence(this Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.LoginMalformed =>
            $"登录名应为 1–{LogIn.LongestLogin} 个字符，密码应为 1–{LogIn.LongestPassword} 个字符。",
        Refusal.LoginWrong => "登录名或密码不正确。",
        Refusal.LoginLocked => $"登录失败次数过多，请于 {Lockout.Minutes} 分钟后再试。",
        Refusal.CodeNeeded => "请输入动态口令，或一个备用码。",
        Refusal.CodeWrong => "动态口令不正确或已经用过。",
        Refusal.AccountLocked => "此账号已被停用，请联系县专班。",
        Refusal.NoPost => "此登录名目前没有任何职务，请联系县专班。",
        Refusal.PostNotHeld => $"您没有这个职务：{refused.Offending}。",
        Refusal.SubjectUnknown => "外部登录成功，但没有与之关联的账号，请联系县专班。",
        Refusal.OutsideFailed => "外部登录没有成功，请重试，或用密码登录。",
        Refusal.AccountUnknown or Refusal.NothingSuch => "没有找到，或无权查看。",
        Refusal.PasswordTooShort or Refusal.PasswordTooLong or Refusal.PasswordNamesLogin or Refusal.PasswordCommon
            or Refusal.PasswordUnchanged or Refusal.PasswordsDiffer or Refusal.FirstCodeWrong
            => OfPassword(refused),
        Refusal.LoginInvalid or Refusal.AccountExists or Refusal.OwnAccount or Refusal.ReasonMissing
            or Refusal.SubjectTaken or Refusal.FactorNotStarted or Refusal.FactorOn or Refusal.TokenNameInvalid
            or Refusal.TokenEndInvalid or Refusal.TooManyTokens => OfAccount(refused),
        Refusal.HandoverSamePerson or Refusal.HandoverNotHolder or Refusal.HandoverDateInvalid
            or Refusal.HandoverNoteTooLong => OfHandover(refused),
    };

    /// <summary>The reason as it stands in addresses and problems, such as LOGIN_WRONG.</summary>
    internal static string ReasonOf(Refusal rule) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(rule.ToString());

    /// <summary>The sentence of a reason that came back in an address; null where it is none of ours.</summary>
    internal static string? SentenceOf(string? reason)
    {
        foreach (var rule in Enum.GetValues<Refusal>())
        {
            if (string.Equals(ReasonOf(rule), reason, StringComparison.Ordinal))
                return rule.On("").ToSentence().Replace("：。", "。", StringComparison.Ordinal);
        }

        return null;
    }

    private static string OfPassword(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.PasswordTooShort => $"密码至少 {PasswordRules.Shortest} 个字符。",
        Refusal.PasswordTooLong => $"密码最多 {LogIn.LongestPassword} 个字符。",
        Refusal.PasswordNamesLogin => "密码不能包含登录名。",
        Refusal.PasswordCommon => "这个密码太常见，容易被猜到，请换一个。",
        Refusal.PasswordUnchanged => "新密码不能与旧密码相同。",
        Refusal.PasswordsDiffer => "两次输入的新密码不一致。",
        Refusal.FirstCodeWrong => "一次性代码不正确、已用过或已过期，请联系县专班。",
        _ => throw Unforeseen(refused),
    };

    private static string OfAccount(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.LoginInvalid => $"登录名“{refused.Offending}”应为 1–{LogIn.LongestLogin} 个小写字母、数字或 . _ - 。",
        Refusal.AccountExists => $"登录名“{refused.Offending}”已有账号。",
        Refusal.OwnAccount => "不能停用或重置自己的账号，请由另一位管理员办理。",
        Refusal.ReasonMissing => "请写明原因（1–200 个字）。",
        Refusal.SubjectTaken => "这个外部身份已关联另一个账号。",
        Refusal.FactorNotStarted => "请先生成动态口令的密钥。",
        Refusal.FactorOn => "动态口令已经开启；更换前请先关闭。",
        Refusal.TokenNameInvalid => "请写明接口令牌的用途（1–40 个字）。",
        Refusal.TokenEndInvalid => $"接口令牌的截止日“{refused.Offending}”应在今天至一年之内。",
        Refusal.TooManyTokens => $"有效的接口令牌最多 {refused.Offending} 个，请先撤销不用的。",
        _ => throw Unforeseen(refused),
    };

    private static string OfHandover(Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.HandoverSamePerson => "移交人、接收人和监交人应为三个不同的人。",
        Refusal.HandoverNotHolder => $"{refused.Offending} 不是本账套的会计或出纳。",
        Refusal.HandoverDateInvalid => $"移交日期“{refused.Offending}”不是有效日期，或晚于今天。",
        Refusal.HandoverNoteTooLong => "移交说明最多 500 个字。",
        _ => throw Unforeseen(refused),
    };

    private static InvalidOperationException Unforeseen(Refused<Refusal> refused) =>
        new($"{refused.Rule} has no sentence here.");
}

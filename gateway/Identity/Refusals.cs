using System.Text.Json;
using Grpc.Core;
using Region.Kernel;

namespace Region.Gateway.Identity;

/// <summary>Why a login is refused.</summary>
internal enum Refusal
{
    /// <summary>Login or password is empty or longer than any that we gave out.</summary>
    LoginMalformed,

    /// <summary>Unknown login, or wrong password: one answer, so that names cannot be found by trying.</summary>
    LoginWrong,

    /// <summary>Too many failures for this login.</summary>
    LoginLocked,

    /// <summary>The person is known, but holds no post.</summary>
    NoPost,

    /// <summary>The person does not hold the post that was named.</summary>
    PostNotHeld,
}

/// <summary>The one map from refusals to statuses and sentences.</summary>
internal static class Refusals
{
    internal static StatusCode ToStatus(this Refusal refusal) => refusal switch
    {
        Refusal.LoginMalformed => StatusCode.InvalidArgument,
        Refusal.LoginWrong => StatusCode.Unauthenticated,
        Refusal.LoginLocked => StatusCode.ResourceExhausted,
        Refusal.NoPost or Refusal.PostNotHeld => StatusCode.PermissionDenied,
    };

    internal static string ToSentence(this Refused<Refusal> refused) => refused.Rule switch
    {
        Refusal.LoginMalformed => $"登录名应为 1–{LogIn.LongestLogin} 个字符，密码应为 1–{LogIn.LongestPassword} 个字符。",
        Refusal.LoginWrong => "登录名或密码不正确。",
        Refusal.LoginLocked => $"登录失败次数过多，请于 {Lockout.Minutes} 分钟后再试。",
        Refusal.NoPost => "此登录名目前没有任何职务，请联系县专班。",
        Refusal.PostNotHeld => $"您没有这个职务：{refused.Offending}。",
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
}

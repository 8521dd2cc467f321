using Region.Contracts.Identity.V1;
using Region.Gateway.Identity;

namespace Region.Gateway.Web.Own;

/// <summary>Browsers, logins and posts in words.</summary>
internal static class Browsers
{
    private const int LongestOther = 40;

    // The first that stands in the name counts: Edge calls itself Chrome too, and Chrome Safari.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("MicroMessenger", "微信"), ("Edg", "Edge 浏览器"), ("Firefox", "火狐浏览器"), ("HeadlessChrome", "Chrome 浏览器"),
        ("Chrome", "Chrome 浏览器"), ("Safari", "Safari 浏览器"), ("curl", "curl 程序"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "安卓手机"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];

    /// <summary>Chrome 浏览器 · Windows, for what a browser calls itself.</summary>
    public static string Name(string agent)
    {
        var program = Programs.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
        return (program, system) switch
        {
            (null, null) => agent.Length is 0 ? "未知程序" : agent[..Math.Min(agent.Length, LongestOther)],
            (null, _) => system,
            (_, null) => program,
            _ => $"{program} · {system}",
        };
    }

    public static string Way(LoginAttempt login) => login.Way switch
    {
        Ways.Password => "密码",
        Ways.Outside => "外部登录",
        Ways.FirstPassword => "一次性代码",
        _ => login.Way,
    };

    /// <summary>How a login ended; a refusal in the words that its person read.</summary>
    public static (string Text, string Tone) Result(LoginAttempt login) => login.Refusal.Length is 0
        ? ("成功", "ok")
        : ((Refusals.SentenceOf(login.Refusal) ?? login.Refusal).TrimEnd('。'), "bad");

    /// <summary>村会计 · V0101.</summary>
    public static string Post(HeldPost post) => $"{OpenApi.OpenApiTexts.Name(post.Role)} · {post.Unit}";
}

using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Villages.V1;
using Region.Gateway.OpenApi;
using Region.Kernel;

namespace Region.Gateway.Web.Office;

/// <summary>Accounts and posts in words.</summary>
internal static class OfficeWords
{
    /// <summary>The roles that people hold, as a choice in a form.</summary>
    public static IReadOnlyList<(string Value, string Text)> Roles { get; } =
    [
        .. Enum.GetValues<Role>()
            .Where(role => role is not (Role.Unspecified or Role.Service))
            .Select(role => (Value(role), OpenApiTexts.Name(role))),
    ];

    /// <summary>A role as a form sends it.</summary>
    public static string Value(Role role) => role.ToString("D");

    public static (string Text, string Tone) State(Contracts.Identity.V1.Account account) => account switch
    {
        { LockedReason.Length: > 0 } => ("已停用", "bad"),
        { HasPassword: false } => ("待设密码", "warn"),
        { HasSecondFactor: true } => ("正常，有动态口令", "ok"),
        _ => ("正常", "ok"),
    };

    /// <summary>Whether a term counts on a day.</summary>
    public static (string Text, string Tone) State(Post post, DateOnly today)
    {
        var day = BusinessDate.Write(today);
        if (post.EndsOn.Length > 0 && string.CompareOrdinal(post.EndsOn, post.Since) < 0)
            return ("已撤销", "");

        if (post.EndsOn.Length > 0 && string.CompareOrdinal(post.EndsOn, day) < 0)
            return ("已卸任", "");

        return string.CompareOrdinal(post.Since, day) > 0 ? ("未到任", "info") : ("在任", "ok");
    }

    /// <summary>村会计（V0101）.</summary>
    public static string Name(Post post) =>
        $"{OpenApiTexts.Name(post.Role)}（{(post.Unit is Codes.County ? "全县" : post.Unit)}）";

    public static string Act(AccountAct act) => act.Act switch
    {
        "create" => "新建",
        "lock" => "停用",
        "unlock" => "启用",
        "reset" => "重置",
        "link" => "关联外部登录",
        _ => act.Act,
    };

    /// <summary>Where one term is shown.</summary>
    public static string Link(Post post) => Links.To(
        "/county/posts/term",
        ("login", post.Login),
        ("unit", post.Unit),
        ("role", Value(post.Role)),
        ("since", post.Since));

    public static string Person(string login) => $"/county/people/{Uri.EscapeDataString(login)}";
}

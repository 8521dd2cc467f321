using Microsoft.Playwright;

namespace Region.EndToEnd.Tests.Web;

/// <summary>How large a screen is, and whether its browser runs scripts.</summary>
internal sealed record Screen(string Name, int Width, int Height, bool Scripts = true)
{
    /// <summary>Whether the pages' own policy holds, as for everybody but the checker of accessibility.</summary>
    private bool Guards { get; init; }

    /// <summary>An old office machine.</summary>
    public static Screen Desk { get; } = new("desk", 1366, 768);

    public static Screen Phone { get; } = new("phone", 390, 844);

    /// <summary>An office machine on which nothing is put into pages from outside.</summary>
    public static Screen Guarded { get; } = new("guarded", 1366, 768) { Guards = true };

    /// <summary>An office machine whose browser runs no script.</summary>
    public static Screen Plain { get; } = new("plain", 1366, 768, Scripts: false);

    public BrowserNewContextOptions Options(Uri site) => new()
    {
        BaseURL = site.ToString(),
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        JavaScriptEnabled = Scripts,
        Locale = "zh-CN",
        TimezoneId = "Asia/Shanghai",

        // The checker of accessibility is put into pages from outside, which their policy forbids everybody.
        BypassCSP = !Guards,
    };
}

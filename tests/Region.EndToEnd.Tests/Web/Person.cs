using Microsoft.Playwright;
using Region.Gateway.Identity;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>Somebody who looks at pages and fills in forms, by the words that stand there.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly Screen _screen;
    private readonly List<string> _elsewhere = [];

    internal Person(IPage page, Screen screen, Uri site)
    {
        Page = page;
        _screen = screen;
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.ToString(), StringComparison.Ordinal))
                _elsewhere.Add(request.Url);
        };
    }

    internal IPage Page { get; }

    /// <summary>Whether the browser runs scripts.</summary>
    internal bool Runs => _screen.Scripts;

    /// <summary>Requests that left the site; there must be none.</summary>
    internal IReadOnlyList<string> Elsewhere => _elsewhere;

    internal async Task LogInAsync(string login)
    {
        await TryLogInAsync(login, SampleLogins.Password);
        Page.Url.ShouldNotContain("/login");
    }

    internal async Task TryLogInAsync(string login, string password, string code = "")
    {
        await Page.GotoAsync("/login");
        await Page.GetByLabel("登录名").FillAsync(login);
        await Page.GetByLabel("密码").FillAsync(password);
        await Page.GetByLabel("动态口令").FillAsync(code);
        await PressAsync("登录");
    }

    internal async Task<int> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        return answer!.Status;
    }

    internal Task PressAsync(string button) => Page.Locator("main, header")
        .GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>The first of two taps: opens what is to be confirmed.</summary>
    internal Task OpenAsync(string words) =>
        Page.Locator("main summary").GetByText(words, new LocatorGetByTextOptions { Exact = true }).First.ClickAsync();

    internal Task FillAsync(string label, string text) =>
        Page.Locator("main").GetByLabel(label).First.FillAsync(text);

    /// <summary>Chooses a file that a form asks for.</summary>
    internal Task PutAsync(string label, string name, byte[] content, bool last = false)
    {
        var fields = Page.Locator("main").GetByLabel(label);
        return (last ? fields.Last : fields.First).SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
    }

    /// <summary>The row of a table that names something.</summary>
    internal Task<string> ReadRowAsync(string text) => Page
        .Locator("main tbody tr", new PageLocatorOptions { HasText = text }).First.InnerTextAsync();

    internal Task<string> ReadAsync() => Page.Locator("main").InnerTextAsync();

    /// <summary>Keeps a picture of the page as it stands.</summary>
    internal Task PictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(SampleSite.Pictures, $"{name}-{_screen.Name}.png"),
        FullPage = true,
    });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

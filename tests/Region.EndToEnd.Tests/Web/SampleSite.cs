using Microsoft.Playwright;
using Region.Testing;

namespace Region.EndToEnd.Tests.Web;

/// <summary>The whole system as the program's command starts it, and a browser in front of it.</summary>
public abstract class SampleSite(params string[] command) : IAsyncLifetime
{
    private static readonly TimeSpan Ready = TimeSpan.FromMinutes(4);

    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private AppHostProcess? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Uri Site => _process!.Gateway;

    /// <summary>What the program has printed.</summary>
    internal string Output => _process!.Output;

    /// <summary>Where its data lie.</summary>
    internal string Data { get; } = Directory.CreateTempSubdirectory("region-web-").FullName;

    /// <summary>Where the pictures of the pages go.</summary>
    internal static string Pictures { get; } =
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screens")).FullName;

    public async ValueTask InitializeAsync()
    {
        var chromium = Programs.Require("chromium");
        _process = AppHostProcess.Start(Data, command);
        await Eventually.HoldsAsync(
            () => Task.FromResult(_process.HasExited || _process.Output.Contains("请打开", StringComparison.Ordinal)),
            Ready,
            "the demonstration has ended",
            TestContext.Current.CancellationToken);
        Assert.False(_process.HasExited, _process.Output);
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync(_playwright, chromium);
    }

    /// <summary>A browser of the machine that asks nobody but the site.</summary>
    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright, string chromium) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--lang=zh-CN", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();

        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Somebody at a screen who has logged in, once for all tests: a password is slow to check. Without a login, a
    /// villager.
    /// </summary>
    internal async Task<Person> SitDownAsync(string login, Screen screen)
    {
        var options = screen.Options(Site);
        options.StorageState = _sessions.GetValueOrDefault(login);
        var context = await _browser!.NewContextAsync(options);
        var person = new Person(await context.NewPageAsync(), screen, Site);
        if (login.Length is 0 || _sessions.ContainsKey(login))
            return person;

        await person.LogInAsync(login);
        await KeepAsync(login, person);
        return person;
    }

    /// <summary>After somebody has switched posts, his session has another id.</summary>
    internal async Task KeepAsync(string login, Person person) =>
        _sessions[login] = await person.Page.Context.StorageStateAsync();
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Region.Sidecar.Apps;

/// <summary>An app with its channel and whether it answers.</summary>
internal sealed class ServedApp(AppSettings settings, AppChannel? channel) : IDisposable
{
    private TaskCompletionSource _down = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isUp;

    public AppSettings Settings { get; } = settings;

    public string AppId => Settings.AppId;

    /// <summary>Null for an app that only publishes.</summary>
    public AppChannel? Channel { get; } = channel;

    public bool IsUp => _isUp;

    /// <summary>Whether its subscriptions were stored since this process began.</summary>
    public bool WasRegistered { get; set; }

    public void MarkUp()
    {
        _down = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _isUp = true;
    }

    /// <summary>Nothing listens at its address; deliveries stop until it answers again.</summary>
    public void MarkDown()
    {
        _isUp = false;
        _down.TrySetResult();
    }

    /// <summary>Waits until the app is found to be down, or until the time is over.</summary>
    public async Task WaitForDownAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await _down.Task.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is still up; the caller looks at it again.
        }
    }

    public void Dispose() => Channel?.Dispose();
}

/// <summary>All apps of the configuration, found by id or by the token that they show.</summary>
internal sealed class AppRegistry : IDisposable
{
    private readonly Dictionary<string, ServedApp> _byId;
    private readonly byte[] _operatorToken;

    public AppRegistry(IOptions<SidecarSettings> options)
    {
        var settings = options.Value;
        Validate(settings);
        _operatorToken = Hash(settings.OperatorToken);
        HasOperator = settings.OperatorToken.Length > 0;
        _byId = settings.Apps.ToDictionary(
            app => app.AppId,
            app => new ServedApp(
                app, app.BaseAddress.Length == 0 ? null : new AppChannel(app, settings.Retry.DeliveryTimeout)),
            StringComparer.Ordinal);
    }

    public bool HasOperator { get; }

    public IReadOnlyCollection<ServedApp> All => _byId.Values;

    public ServedApp? Find(string appId) => _byId.GetValueOrDefault(appId);

    /// <summary>
    /// The app that shows this token. Every token is compared, in a time that tells nothing about it.
    /// </summary>
    public ServedApp? FindByToken(string token)
    {
        ServedApp? found = null;
        var shown = Hash(token);
        foreach (var app in _byId.Values)
        {
            if (CryptographicOperations.FixedTimeEquals(shown, Hash(app.Settings.ApiToken)))
            {
                found = app;
            }
        }

        return found;
    }

    public bool IsOperator(string token) =>
        HasOperator && CryptographicOperations.FixedTimeEquals(Hash(token), _operatorToken);

    public void Dispose()
    {
        foreach (var app in _byId.Values)
        {
            app.Dispose();
        }
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static void Validate(SidecarSettings settings)
    {
        foreach (var app in settings.Apps)
        {
            if (app.AppId.Length == 0 || app.ApiToken.Length == 0)
            {
                throw new InvalidOperationException("Each of Sidecar:Apps needs an AppId and an ApiToken.");
            }
        }

        if (settings.Apps.DistinctBy(app => app.ApiToken, StringComparer.Ordinal).Count() < settings.Apps.Count)
        {
            throw new InvalidOperationException("Two of Sidecar:Apps have the same ApiToken, which tells them apart.");
        }
    }
}

namespace Region.Sidecar;

/// <summary>
/// The configuration section «Sidecar». Tokens come from configuration or environment and are never logged.
/// </summary>
internal sealed class SidecarSettings
{
    public const string Section = "Sidecar";

    /// <summary>HTTP/1.1 on loopback; 0 takes a free port.</summary>
    public int HttpPort { get; set; } = 3500;

    /// <summary>HTTP/2 cleartext (gRPC) on loopback; 0 takes a free port.</summary>
    public int GrpcPort { get; set; } = 50001;

    /// <summary>
    /// Listens on every address instead of loopback. There is no TLS, so this is for a container network.
    /// </summary>
    public bool ListenOnAllAddresses { get; set; }

    /// <summary>The SQLite file; its folder is made when it is missing.</summary>
    public string Database { get; set; } = "data/sidecar.db";

    /// <summary>Names under which the queue is known to publishers, separated by commas.</summary>
    public string PubSubs { get; set; } = "pubsub";

    /// <summary>Topics that exist, separated by commas; empty means any.</summary>
    public string AllowedTopics { get; set; } = string.Empty;

    /// <summary>Topics that only apps with them in a scope may use, separated by commas.</summary>
    public string ProtectedTopics { get; set; } = string.Empty;

    /// <summary>
    /// Shown by an operator as header <c>region-operator-token</c>; empty closes the operator's endpoints.
    /// </summary>
    public string OperatorToken { get; set; } = string.Empty;

    /// <summary>The largest published body, in bytes. A batch counts as one body.</summary>
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long an event stays after its last acknowledgement.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long events wait at most for an app that is configured but has never answered.</summary>
    public TimeSpan DiscoveryRetention { get; set; } = TimeSpan.FromDays(7);

    public RetrySettings Retry { get; set; } = new();

    public List<AppSettings> Apps { get; set; } = [];
}

/// <summary>A delivery that failed comes again after a delay that doubles, until the attempts are used up.</summary>
internal sealed class RetrySettings
{
    /// <summary>With the defaults the last attempt comes about 50 minutes after the first.</summary>
    public int MaxAttempts { get; set; } = 20;

    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an app may take to answer one delivery.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an app that does not answer is asked again.</summary>
    public TimeSpan DiscoveryInterval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>One app that this sidecar serves.</summary>
internal sealed class AppSettings
{
    public string AppId { get; set; } = string.Empty;

    /// <summary>What the app shows to the sidecar; it tells the apps apart, so each has its own.</summary>
    public string ApiToken { get; set; } = string.Empty;

    /// <summary>What the sidecar shows to the app; empty shows nothing.</summary>
    public string AppToken { get; set; } = string.Empty;

    /// <summary>The app's HTTP/1.1 address; empty for an app that only publishes.</summary>
    public string BaseAddress { get; set; } = string.Empty;

    /// <summary>Topics it may publish to, separated by commas; null means any, empty means none.</summary>
    public string? PublishingScopes { get; set; }

    /// <summary>Topics it may subscribe to, separated by commas; null means any, empty means none.</summary>
    public string? SubscriptionScopes { get; set; }

    /// <summary>Deliveries under way to it at once.</summary>
    public int MaxConcurrency { get; set; } = 32;

    /// <summary>Whether its token may shut the sidecar down, which serves the other apps too.</summary>
    public bool MayShutDown { get; set; }
}

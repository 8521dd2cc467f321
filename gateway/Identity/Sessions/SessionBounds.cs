namespace Region.Gateway.Identity.Sessions;

/// <summary>How long a session lasts; section <c>Region:Sessions</c> of the configuration.</summary>
/// <param name="Idle">Without a request for this long it is over.</param>
/// <param name="Longest">However busy, it is over after this.</param>
internal sealed record SessionBounds(TimeSpan Idle, TimeSpan Longest)
{
    /// <summary>How old the list of somebody's posts may grow before villages is asked again.</summary>
    public static TimeSpan PostsFresh { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How old it may grow while villages does not answer: no older than a token could.</summary>
    public static TimeSpan PostsUsable { get; } = TimeSpan.FromMinutes(15);

    /// <summary>A session is noted as seen at most this often.</summary>
    public static TimeSpan SeenStep { get; } = TimeSpan.FromMinutes(1);

    public static SessionBounds From(IConfiguration configuration) => new(
        TimeSpan.FromMinutes(configuration.GetValue("Region:Sessions:IdleMinutes", 60)),
        TimeSpan.FromHours(configuration.GetValue("Region:Sessions:Hours", 12)));

    /// <summary>
    /// Whether a session may still be used. One that was seen in the future by more than the idle time was noted by a
    /// clock that has been set back since; it is over too, rather than lasting until the clock catches up.
    /// </summary>
    public bool Allow(SessionRow session, DateTimeOffset now)
    {
        var idle = now - DateTimeOffset.FromUnixTimeMilliseconds(session.SeenAt);
        return idle.Duration() < Idle && now < DateTimeOffset.FromUnixTimeMilliseconds(session.EndsAt);
    }
}

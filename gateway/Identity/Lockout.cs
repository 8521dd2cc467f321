using Region.Kernel;

namespace Region.Gateway.Identity;

/// <summary>The failed logins of one name that still count.</summary>
/// <param name="Count">How many in a row.</param>
/// <param name="LastAt">When the last one was.</param>
internal sealed record Failures(long Count, DateTimeOffset LastAt);

/// <summary>Decides whether a login may be tried.</summary>
internal static class Lockout
{
    /// <summary>With ten guesses each quarter of an hour, a password of eight signs outlasts its owner.</summary>
    public const int MostFailures = 10;

    public const int Minutes = 15;

    public static TimeSpan Duration { get; } = TimeSpan.FromMinutes(Minutes);

    /// <summary>
    /// Counts the attempt as failed before the password is looked at, so that guesses sent all at once do not slip
    /// through; a right password forgets the failures. While locked, further attempts do not prolong the lock. A
    /// failure that lies in the future by more than a lock was counted by a clock that has been set back since, and no
    /// longer counts: nobody is locked out until tomorrow.
    /// </summary>
    public static Decision<Failures, Refusal> Try(Failures? before, DateTimeOffset now)
    {
        if (before is null || (now - before.LastAt).Duration() >= Duration)
            return new Failures(1, now);

        return before.Count >= MostFailures
            ? Refusal.LoginLocked.On("login")
            : new Failures(before.Count + 1, now);
    }
}

namespace Region.Platform.Events;

/// <summary>What became of a delivered event.</summary>
public readonly record struct Outcome
{
    private Outcome(Kind how, string reason)
    {
        How = how;
        Reason = reason;
    }

    private enum Kind
    {
        Applied,
        NotReady,
        Impossible,
    }

    /// <summary>Its effect is committed, now or by an earlier delivery.</summary>
    public static Outcome Applied => new(Kind.Applied, "");

    /// <summary>Why it was not applied, in Chinese; empty where it was.</summary>
    public string Reason { get; }

    /// <summary>Whether its effect is committed.</summary>
    public bool IsApplied => How is Kind.Applied;

    /// <summary>Whether it can never be applied as it is.</summary>
    public bool IsImpossible => How is Kind.Impossible;

    private Kind How { get; }

    /// <summary>Something that it needs is not there yet; it comes again.</summary>
    public static Outcome NotReady(string reason) => new(Kind.NotReady, reason);

    /// <summary>It can never be applied; it is kept as a dead letter with this reason, in Chinese.</summary>
    public static Outcome Impossible(string reason) => new(Kind.Impossible, reason);
}

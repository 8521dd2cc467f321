namespace Region.Kernel;

/// <summary>A rate in parts per million, such as 15,000 for 1.5 %.</summary>
/// <param name="PartsPerMillion">The rate; 1,000,000 is the whole.</param>
public readonly record struct Rate(long PartsPerMillion)
{
    private const int Million = 1_000_000;

    /// <summary>The rate's part of an amount, rounded once, half up.</summary>
    public Money Of(Money amount) => new(Rounding.HalfUp((Int128)amount.Fen * PartsPerMillion, Million));
}

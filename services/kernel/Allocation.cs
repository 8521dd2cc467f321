namespace Region.Kernel;

/// <summary>
/// Splits a total over weights by largest remainder: each share is floored, and what is left goes, one unit each,
/// to the largest fractional parts, ties in the order of the codes. The shares always sum to the total, every share is
/// within one unit of its exact value, the order of the input does not matter, and a negative total mirrors a positive
/// one.
/// </summary>
public static class Allocation
{
    /// <summary>Splits a whole number of indivisible units (fen, packs) over weights.</summary>
    /// <param name="total">What is split; may be negative.</param>
    /// <param name="weights">Codes with weights; codes are distinct, no weight is negative.</param>
    /// <returns>A share for every code, ordered by code.</returns>
    /// <exception cref="ArgumentException">
    /// A code stands twice, a weight is negative, or all weights are zero while the total is not.
    /// </exception>
    public static IReadOnlyList<Share> Split(long total, IReadOnlyCollection<Weight> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var ordered = weights.OrderBy(weight => weight.Code, StringComparer.Ordinal).ToArray();
        var sum = Validate(total, ordered);
        if (sum == 0)
            return [.. ordered.Select(weight => new Share(weight.Code, 0))];

        var magnitude = Int128.Abs(total);
        var floors = ordered.Select(weight => magnitude * weight.Value / sum).ToArray();
        var left = magnitude - floors.Aggregate(Int128.Zero, (all, floor) => all + floor);
        var byRemainder = Enumerable.Range(0, ordered.Length)
            .OrderByDescending(index => magnitude * ordered[index].Value % sum)
            .ThenBy(index => index)
            .Take((int)left);

        foreach (var index in byRemainder)
            floors[index]++;

        return [.. ordered.Zip(floors, (weight, units) => new Share(weight.Code, (long)(total < 0 ? -units : units)))];
    }

    private static Int128 Validate(long total, Weight[] ordered)
    {
        var sum = Int128.Zero;
        for (var index = 0; index < ordered.Length; index++)
        {
            if (ordered[index].Value < 0)
                throw new ArgumentException($"The weight of {ordered[index].Code} is negative.", nameof(ordered));

            if (index > 0 && string.Equals(ordered[index].Code, ordered[index - 1].Code, StringComparison.Ordinal))
                throw new ArgumentException($"The code {ordered[index].Code} stands twice.", nameof(ordered));

            sum += ordered[index].Value;
        }

        return sum == 0 && total != 0
            ? throw new ArgumentException("A total cannot be split over weights that are all zero.", nameof(total))
            : sum;
    }
}

/// <summary>How much of a total a code bears, compared with the others.</summary>
/// <param name="Code">Such as a village's code; ties are broken in its ordinal order.</param>
/// <param name="Value">Not negative.</param>
public readonly record struct Weight(string Code, long Value);

/// <summary>What a code got of a total.</summary>
/// <param name="Code">The code of the weight.</param>
/// <param name="Units">Indivisible units: fen or packs.</param>
public readonly record struct Share(string Code, long Units);

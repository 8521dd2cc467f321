namespace Region.Kernel;

/// <summary>The one way in which amounts are rounded.</summary>
public static class Rounding
{
    /// <summary>Divides and rounds half up, away from zero, so that returns mirror purchases.</summary>
    /// <exception cref="OverflowException">The result does not fit in fen.</exception>
    public static long HalfUp(Int128 dividend, Int128 divisor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(divisor, Int128.Zero);
        var magnitude = Int128.Abs(dividend);
        var rounded = ((magnitude * 2) + divisor) / (divisor * 2);
        return checked((long)(dividend < 0 ? -rounded : rounded));
    }
}

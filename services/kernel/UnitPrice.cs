using System.Globalization;

namespace Region.Kernel;

/// <summary>Yuan per base unit with at most six decimals, decimal(18,6): small goods cost fractions of a fen.</summary>
public readonly record struct UnitPrice
{
    /// <summary>Millionths in one yuan; prices are stored as whole millionths.</summary>
    public const int Scale = 1_000_000;

    private const long MaximumMillionths = 999_999_999_999_999_999;

    private UnitPrice(long millionths) => Millionths = millionths;

    /// <summary>The price in millionths of a yuan, as it is stored.</summary>
    public long Millionths { get; }

    /// <summary>The price in yuan.</summary>
    public decimal Value => (decimal)Millionths / Scale;

    /// <summary>Takes a stored number of millionths of a yuan.</summary>
    public static UnitPrice FromMillionths(long millionths) => new(millionths);

    /// <summary>Reads a decimal with at most six places; more are refused, never rounded.</summary>
    public static bool TryRead(string? text, out UnitPrice price)
    {
        price = default;
        if (!ScaledDecimal.TryRead(text, Scale, MaximumMillionths, out var millionths))
            return false;

        price = new UnitPrice(millionths);
        return true;
    }

    /// <summary>
    /// The amount of one line: quantity times price, rounded once, half up (away from zero), to the fen.
    /// An amount beyond the range of <see cref="Money"/> throws <see cref="OverflowException"/>.
    /// </summary>
    public Money Times(Quantity quantity)
    {
        var product = (Int128)Millionths * quantity.Thousandths;
        return new Money(Rounding.HalfUp(product, (Int128)Scale * Quantity.Scale / 100));
    }

    /// <summary>The price with at least two decimals: 18.45 or 0.018.</summary>
    public override string ToString() => Value.ToString("0.00####", CultureInfo.InvariantCulture);
}

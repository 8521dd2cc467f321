using System.Globalization;

namespace Region.Kernel;

/// <summary>A number of base units with at most three decimals, decimal(18,3). Its unit stands beside it.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Thousandths in one unit; quantities are stored as whole thousandths.</summary>
    public const int Scale = 1_000;

    private const long MaximumThousandths = 999_999_999_999_999_999;

    private Quantity(long thousandths) => Thousandths = thousandths;

    /// <summary>The quantity in thousandths of its unit, as it is stored.</summary>
    public long Thousandths { get; }

    /// <summary>The quantity in units.</summary>
    public decimal Value => (decimal)Thousandths / Scale;

    /// <summary>Takes a stored number of thousandths.</summary>
    public static Quantity FromThousandths(long thousandths) => new(thousandths);

    /// <summary>So many packs of this size; overflow throws.</summary>
    public static Quantity operator *(long packs, Quantity packSize) => new(checked(packs * packSize.Thousandths));

    /// <summary>Whether the left quantity is below the right one.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Thousandths < right.Thousandths;

    /// <summary>Whether the left quantity is above the right one.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Thousandths > right.Thousandths;

    /// <summary>Whether the left quantity is at most the right one.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Thousandths <= right.Thousandths;

    /// <summary>Whether the left quantity is at least the right one.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Thousandths >= right.Thousandths;

    /// <summary>Reads a decimal with at most three places; more are refused, never rounded.</summary>
    public static bool TryRead(string? text, out Quantity quantity)
    {
        quantity = default;
        if (!ScaledDecimal.TryRead(text, Scale, MaximumThousandths, out var thousandths))
            return false;

        quantity = new Quantity(thousandths);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>The quantity without trailing zeros: 2725 or 0.5.</summary>
    public override string ToString() => Value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Dapr;

/// <summary>Argument checks with the exceptions that the official package throws.</summary>
internal static class Require
{
    public static void NotNull(
        [NotNull] object? value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        ArgumentNullException.ThrowIfNull(value, name);

    public static void Text([NotNull] string? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.Length == 0)
        {
            throw new ArgumentException("The value cannot be null or empty", name);
        }
    }
}

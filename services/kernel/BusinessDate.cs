using System.Globalization;

namespace Region.Kernel;

/// <summary>
/// Accounting and price dates: calendar days in China, a fixed eight hours ahead of UTC without summer time.
/// </summary>
public static class BusinessDate
{
    private const string Format = "yyyy-MM-dd";
    private const string MonthFormat = "yyyy-MM";

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day in China at an instant.</summary>
    public static DateOnly At(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>Reads YYYY-MM-DD within the years 2000 to 2099, nothing else.</summary>
    public static bool TryRead(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date.Year is >= 2000 and <= 2099;

    /// <summary>Writes YYYY-MM-DD.</summary>
    public static string Write(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads YYYY-MM and answers its first day.</summary>
    public static bool TryReadMonth(string? text, out DateOnly firstDay) =>
        DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out firstDay)
        && firstDay.Year is >= 2000 and <= 2099;

    /// <summary>Writes YYYY-MM.</summary>
    public static string WriteMonth(DateOnly date) => date.ToString(MonthFormat, CultureInfo.InvariantCulture);
}

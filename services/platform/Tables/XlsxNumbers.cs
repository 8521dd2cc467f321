using System.Globalization;

namespace Region.Platform.Tables;

/// <summary>
/// What a spreadsheet shows for the numbers that it stores. It stores binary floats with up to 17 digits and shows 15,
/// so 1234.57 may stand in the file as 1234.5699999999999; here it is decimal arithmetic from the first digit on.
/// </summary>
internal static class XlsxNumbers
{
    private const int ShownDigits = 15;

    /// <summary>The number at 15 significant digits, without exponent and without trailing zeros.</summary>
    public static string Plain(decimal number)
    {
        var size = Math.Abs(number);
        var places = ShownDigits;
        for (; size >= 1m && places > 0; size /= 10m)
            places--;

        for (; size is > 0m and < 0.1m && places < 28 && places >= ShownDigits; size *= 10m)
            places++;

        return decimal.Round(number, places, MidpointRounding.AwayFromZero)
            .ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The day of a serial number, with the time where there is one; null where no day has this number.
    /// </summary>
    public static string? Date(decimal serial, bool countsFrom1904)
    {
        var day = decimal.Floor(serial);
        if (day is < 1m or > 2_958_465m)
            return null;

        // Spreadsheets believe in 29 February 1900, so that days from March 1900 on count from one day earlier.
        var origin = (countsFrom1904, day < 60m) switch
        {
            (true, _) => new DateTime(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            (false, true) => new DateTime(1899, 12, 31, 0, 0, 0, DateTimeKind.Unspecified),
            (false, false) => new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified),
        };
        if (countsFrom1904 && day > 2_957_003m)
            return null;

        var seconds = (long)decimal.Round((serial - day) * 86_400m, MidpointRounding.AwayFromZero);
        var instant = origin.AddDays((long)day).AddSeconds(seconds);
        return instant.ToString(seconds == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a built-in format shows a day; 27 to 58 are those of Chinese spreadsheets.</summary>
    public static bool IsBuiltInDate(uint format) =>
        format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    /// <summary>
    /// Whether a format of the workbook's own shows a day: a y or d outside quotes, escapes and brackets.
    /// </summary>
    public static bool IsDateFormat(string format)
    {
        var (quoted, bracketed) = (false, false);
        for (var index = 0; index < format.Length; index++)
        {
            var letter = format[index];
            if (letter == '"')
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (letter is '\\' or '_' or '*')
                index++;
            else if (letter is '[' or ']')
                bracketed = letter == '[';
            else if (!bracketed && letter is ('y' or 'Y' or 'd' or 'D'))
                return true;
        }

        return false;
    }
}

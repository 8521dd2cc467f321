namespace Region.Kernel;

/// <summary>
/// The codes of units: R and two to four digits for a region, C and the same digits for its company,
/// V and four to six digits for a village. A book is named by its village's or company's code.
/// </summary>
public static class Codes
{
    /// <summary>The unit of county posts.</summary>
    public const string County = "COUNTY";

    /// <summary>Whether the text is a region's code.</summary>
    public static bool IsRegion(string? text) => Has(text, 'R', 2, 4);

    /// <summary>Whether the text is a company's code.</summary>
    public static bool IsCompany(string? text) => Has(text, 'C', 2, 4);

    /// <summary>Whether the text is a village's code.</summary>
    public static bool IsVillage(string? text) => Has(text, 'V', 4, 6);

    /// <summary>Whether the text names a book.</summary>
    public static bool IsBook(string? text) => IsVillage(text) || IsCompany(text);

    /// <summary>The code of a region's company.</summary>
    public static string CompanyOf(string region) => IsRegion(region)
        ? $"C{region.AsSpan(1)}"
        : throw new ArgumentException($"{region} is not a region's code.", nameof(region));

    private static bool Has(string? text, char letter, int least, int most) =>
        text is { Length: > 1 } && text[0] == letter && text.Length - 1 >= least && text.Length - 1 <= most
        && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}

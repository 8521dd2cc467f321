namespace Region.AppHost.Demo;

/// <summary>The invented sample county, as the tables that an office would import.</summary>
internal static class SampleTables
{
    internal const string JoinedOn = "2025-12-31";
    internal const string OpeningDate = "2026-01-01";

    internal const int Books = 19;

    internal static string Regions => Base64("regions.csv");

    internal static string Companies => Base64("companies.csv");

    internal static string Villages => Base64("villages.csv");

    internal static string Opening => Base64("opening.csv");

    internal static string Users => Base64("sample-users.csv");

    private static string Base64(string file)
    {
        using var stream = typeof(SampleTables).Assembly.GetManifestResourceStream(file)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Convert.ToBase64String(copy.ToArray());
    }
}

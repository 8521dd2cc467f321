using Region.Contracts.Accounting.V1;

namespace Region.Gateway.Web.Accountant;

/// <summary>How cards of assets are spoken of.</summary>
internal static class AssetWords
{
    // A village has a use for the public, a company one for sales.
    private const string Management = "ASSET_USE_MANAGEMENT";

    public static IReadOnlyList<(string Value, string Text)> Methods { get; } =
    [
        ("DEPRECIATION_METHOD_STRAIGHT_LINE", "年限平均法（每月一样）"),
        ("DEPRECIATION_METHOD_WORK_UNITS", "工作量法（按每月用量）"),
    ];

    public static IReadOnlyList<(string Value, string Text)> Uses(string book) => book is ['V', ..]
        ? [("ASSET_USE_PRODUCTION", "生产经营用"), (Management, "管理用"), ("ASSET_USE_PUBLIC", "公益用")]
        : [("ASSET_USE_PRODUCTION", "生产经营用"), (Management, "管理用"), ("ASSET_USE_SALES", "销售用")];

    public static string Address(string book, string asset) => $"/books/{book}/assets/{Uri.EscapeDataString(asset)}";

    public static string Name(AssetUse use) => use switch
    {
        AssetUse.Production => "生产经营用",
        AssetUse.Management => "管理用",
        AssetUse.Public => "公益用",
        AssetUse.Sales => "销售用",
        AssetUse.Unspecified => "",
    };

    /// <summary>The name on the wire, as options of a form carry it.</summary>
    public static string Wire(AssetUse use) => use switch
    {
        AssetUse.Production => "ASSET_USE_PRODUCTION",
        AssetUse.Management => Management,
        AssetUse.Public => "ASSET_USE_PUBLIC",
        AssetUse.Sales => "ASSET_USE_SALES",
        AssetUse.Unspecified => "",
    };

    public static string Name(DepreciationMethod method) => method switch
    {
        DepreciationMethod.StraightLine => "年限平均法",
        DepreciationMethod.WorkUnits => "工作量法",
        DepreciationMethod.Unspecified => "",
    };

    /// <summary>Over how long, or how much work.</summary>
    public static string Span(AssetTerms terms) => terms.Method is DepreciationMethod.StraightLine
        ? $"{terms.Span} 个月" : $"{terms.Span}（工作量）";
}

namespace Region.Villages.Domain;

/// <summary>
/// The columns of the tables of the register and of posts, as people write and read them; a table's header may use
/// either.
/// </summary>
internal static class TableTitles
{
    /// <summary>The Chinese title of each column of the register's tables.</summary>
    internal static IReadOnlyDictionary<string, string> OfRegister { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["region"] = "区域编码",
            ["village"] = "村编码",
            ["name"] = "名称",
            ["industry"] = "产业",
            ["town"] = "乡镇",
            ["registered_capital"] = "注册资本",
            ["population"] = "人口",
            ["households"] = "户数",
            ["cash"] = "货币入股",
            ["resource"] = "资源入股",
            ["asset"] = "资产入股",
            ["contribution"] = "入股合计",
            ["uscc"] = "统一社会信用代码",
        };

    /// <summary>The Chinese title of each column of the table of posts.</summary>
    internal static IReadOnlyDictionary<string, string> OfPosts { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["login"] = "登录名",
            ["name"] = "姓名",
            ["role"] = "职务",
            ["unit"] = "单位编码",
            ["ends_on"] = "任期至",
        };

    /// <summary>What people call a column of a table, as refusals name it.</summary>
    internal static string Of(string table, string column) =>
        (table is PostImport.Table ? OfPosts : OfRegister).GetValueOrDefault(column, column);
}

namespace Region.Gateway.Web.Accountant;

/// <summary>Pages that belong together and stand behind one entry of the menu.</summary>
internal static class BookSections
{
    public static IReadOnlyList<MenuLink> Ledgers(string book) =>
    [
        new("往来账龄", $"/books/{book}/ledgers"),
        new("库存数量金额账", $"/books/{book}/ledgers/stock"),
        new("多栏账", $"/books/{book}/ledgers/columns"),
    ];

    public static IReadOnlyList<MenuLink> Periods(string book) =>
    [
        new("月末结账", $"/books/{book}/close"),
        new("暂估入库", $"/books/{book}/close/estimates"),
        new("年终结转", $"/books/{book}/close/year"),
    ];

    public static IReadOnlyList<MenuLink> Chart(string book) =>
    [
        new("会计科目", $"/books/{book}/chart"),
        new("往来、成员、项目、存货", $"/books/{book}/chart/items"),
        new("科目表版本", $"/books/{book}/chart/versions"),
        new("变动记录", $"/books/{book}/chart/acts"),
    ];

    public static IReadOnlyList<MenuLink> Imports(string book) =>
    [
        new("凭证与对账单", $"/books/{book}/imports"),
        new("期初余额", $"/books/{book}/imports/opening"),
        new("转入旧账", $"/books/{book}/imports/old-book"),
    ];
}

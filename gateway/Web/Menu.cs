using Region.Contracts.Access.V1;
using Region.Platform.Identity;

namespace Region.Gateway.Web;

/// <summary>A group of the menu.</summary>
internal sealed record MenuGroup(string Title, IReadOnlyList<MenuLink> Links);

/// <summary>Where a link leads.</summary>
public sealed record MenuLink(string Text, string Href)
{
    /// <summary>Pages elsewhere that belong to it all the same.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>How much of an address it leads to or covers; 0 where it is another's.</summary>
    public int Reach(string address) => Covers.Prepend(Href).Where(start =>
            string.Equals(address, start, StringComparison.Ordinal)
            || address.StartsWith($"{start}/", StringComparison.Ordinal))
        .Select(start => start.Length).DefaultIfEmpty().Max();
}

/// <summary>Where each post works.</summary>
internal static class Menu
{
    public static IReadOnlyList<MenuGroup> Of(Caller me) =>
    [
        new MenuGroup("工作台", [new MenuLink("首页", "/")]),
        .. County(me),
        .. Committee(me),
        .. Purchase(me),
        .. Book(me),
        .. People(me),
        .. me.Role is Role.Operator ? [new MenuGroup("运行", [new MenuLink("运行情况", "/system")])] : EmptyGroups,
        new MenuGroup("我的", [new MenuLink("我的账号", "/me")]),
    ];

    /// <summary>Whether somebody sees the rounds of his region: a village's cashier pays, and buys nothing.</summary>
    public static bool SeesRounds(Caller me) =>
        me.Region.Length > 0 && !(me.Role is Role.Cashier && me.Book is ['V', ..]);

    private static MenuGroup[] EmptyGroups => [];

    private static MenuGroup[] County(Caller me) => me.Role is Role.CountyOffice or Role.Auditor
        ? [new MenuGroup("全县", [new MenuLink("各区域", "/county"), new MenuLink("各账套", "/county/books")])]
        : [];

    private static MenuGroup[] People(Caller me) => me.Role is Role.CountyOffice or Role.Operator or Role.Auditor
        ? [new MenuGroup("人员", [
            .. me.Role is Role.Auditor ? EmptyLinks : [new MenuLink("用户管理", "/county/people")
            {
                Covers = ["/county/logins", "/county/account-acts"],
            }],
            new MenuLink("职务", "/county/posts"),
            .. me.Role is Role.CountyOffice ? [new MenuLink("名册导入", "/county/register")] : EmptyLinks,
        ])]
        : [];

    private static MenuGroup[] Committee(Caller me) => me.Role is Role.Secretary or Role.CommitteeMember
        ? [new MenuGroup("区域", [
            new MenuLink("区域总览", $"/regions/{me.Region}"),
            .. me.Role is Role.Secretary ? [new MenuLink("待我批准", $"/regions/{me.Region}/approvals")] : EmptyLinks,
            new MenuLink("投影大屏", $"/regions/{me.Region}/screen"),
        ])]
        : [];

    private static MenuLink[] EmptyLinks => [];

    private static MenuGroup[] Purchase(Caller me) => SeesRounds(me)
        ? [new MenuGroup("统一采购", [
            new MenuLink("采购批次", $"/regions/{me.Region}/rounds"),
            .. me.Role is Role.Manager
                ? [new MenuLink("发起批次", $"/regions/{me.Region}/rounds/new")] : EmptyLinks,
            .. me.Role is Role.VillageAccountant or Role.VillageHead or Role.Supervisor || me.Book is ['V', ..]
                ? EmptyLinks : [new MenuLink("供应商名册", $"/regions/{me.Region}/suppliers")],
        ])]
        : [];

    private static MenuGroup[] Book(Caller me)
    {
        if (me.Book.Length is 0 || me.Role is Role.Buyer or Role.Receiver)
            return [];

        var book = $"/books/{me.Book}";
        var keeps = me.Role is Role.VillageAccountant or Role.CompanyAccountant;
        return
        [
            new MenuGroup("凭证", [
                .. keeps ? [new MenuLink("填制凭证", $"{book}/drafts/new")] : EmptyLinks,
                new MenuLink("草稿与审核", $"{book}/drafts"),
                new MenuLink("记账凭证", $"{book}/vouchers"),
                new MenuLink("模板与定期凭证", $"{book}/templates"),
            ]),
            new MenuGroup("账簿与报表", [
                new MenuLink("科目余额表", $"{book}/balances"),
                new MenuLink("总账", $"{book}/general"),
                new MenuLink("明细账", $"{book}/detail"),
                new MenuLink("日记账", $"{book}/journal"),
                new MenuLink("往来、库存、多栏账", $"{book}/ledgers"),
                new MenuLink("财务报表", $"{book}/statements"),
            ]),
            new MenuGroup("期末与公开", [
                new MenuLink("结账与年终", $"{book}/close"),
                new MenuLink("固定资产", $"{book}/assets"),
                new MenuLink("银行对账", $"{book}/bank"),
                .. me.Book is ['V', ..] ? [new MenuLink("财务公开", $"{book}/disclosure")] : EmptyLinks,
                new MenuLink("查阅记录", $"{book}/looks"),
                new MenuLink("移交监交", $"{book}/handovers"),
            ]),
            new MenuGroup("账套资料", [
                new MenuLink("科目与往来", $"{book}/chart"),
                .. keeps ? [new MenuLink("导入与期初", $"{book}/imports")] : EmptyLinks,
                .. me.Role is Role.Cashier ? EmptyLinks : [new MenuLink("审计资料包", $"{book}/archive")],
            ]),
        ];
    }
}

using Region.Kernel;

namespace Region.Villages.Domain;

/// <summary>The roles that people hold, numbered as in the contract's access rules.</summary>
internal enum PostRole
{
    Secretary = 1,
    CommitteeMember = 2,
    CountyOffice = 3,
    Auditor = 4,
    Manager = 5,
    Buyer = 6,
    Receiver = 7,
    CompanyAccountant = 8,
    Cashier = 9,
    VillageAccountant = 10,
    VillageHead = 11,
    Supervisor = 12,
    Operator = 13,
}

/// <summary>The kind of unit that a role belongs to.</summary>
internal enum UnitKind
{
    County = 1,
    Committee,
    Company,
    Village,
}

internal static class PostRoles
{
    private static readonly Dictionary<string, PostRole> ByName = new(StringComparer.Ordinal)
    {
        ["secretary"] = PostRole.Secretary,
        ["committee_member"] = PostRole.CommitteeMember,
        ["county_office"] = PostRole.CountyOffice,
        ["auditor"] = PostRole.Auditor,
        ["manager"] = PostRole.Manager,
        ["buyer"] = PostRole.Buyer,
        ["receiver"] = PostRole.Receiver,
        ["company_accountant"] = PostRole.CompanyAccountant,
        ["cashier"] = PostRole.Cashier,
        ["village_accountant"] = PostRole.VillageAccountant,
        ["village_head"] = PostRole.VillageHead,
        ["supervisor"] = PostRole.Supervisor,
        ["operator"] = PostRole.Operator,
    };

    /// <summary>Pairs that nobody may hold in one region: who makes does not check, who buys does not accept.</summary>
    private static readonly (PostRole One, PostRole Other)[] Conflicts =
    [
        (PostRole.CompanyAccountant, PostRole.Cashier),
        (PostRole.Manager, PostRole.Secretary),
        (PostRole.Manager, PostRole.CompanyAccountant),
        (PostRole.Manager, PostRole.Cashier),
        (PostRole.Buyer, PostRole.Secretary),
        (PostRole.Buyer, PostRole.Receiver),
        (PostRole.Buyer, PostRole.Supervisor),
        (PostRole.Buyer, PostRole.CompanyAccountant),
        (PostRole.Buyer, PostRole.Cashier),
        (PostRole.Receiver, PostRole.Supervisor),
        (PostRole.VillageAccountant, PostRole.CompanyAccountant),
        (PostRole.VillageAccountant, PostRole.Cashier),
        (PostRole.VillageAccountant, PostRole.Supervisor),
        (PostRole.VillageHead, PostRole.Supervisor),
        (PostRole.Supervisor, PostRole.Cashier),
    ];

    private static readonly Dictionary<string, PostRole> ByTitle = new(
        Enum.GetValues<PostRole>().Select(role => KeyValuePair.Create(Title(role), role)), StringComparer.Ordinal)
    {
        ["书记"] = PostRole.Secretary,
        ["党委委员"] = PostRole.CommitteeMember,
    };

    /// <summary>Reads a role as tables write it: secretary, 区域党委书记 or 书记.</summary>
    public static bool TryRead(string name, out PostRole role) =>
        ByName.TryGetValue(name, out role) || ByTitle.TryGetValue(name, out role);

    public static string Write(PostRole role) => ByName.First(pair => pair.Value == role).Key;

    /// <summary>The kind of unit that a post belongs to; a village may have a cashier as the company does.</summary>
    public static UnitKind UnitOf(PostRole role, string unit) => role switch
    {
        PostRole.Cashier when Codes.IsVillage(unit) => UnitKind.Village,
        PostRole.CountyOffice or PostRole.Auditor or PostRole.Operator => UnitKind.County,
        PostRole.Secretary or PostRole.CommitteeMember => UnitKind.Committee,
        PostRole.Manager or PostRole.Buyer or PostRole.Receiver or PostRole.CompanyAccountant or PostRole.Cashier =>
            UnitKind.Company,
        PostRole.VillageAccountant or PostRole.VillageHead or PostRole.Supervisor => UnitKind.Village,
    };

    /// <summary>Whether a unit has one holder of the role at a time.</summary>
    public static bool IsForOne(PostRole role) =>
        role is PostRole.Secretary or PostRole.Manager or PostRole.VillageAccountant or PostRole.VillageHead;

    /// <summary>As people say it.</summary>
    public static string Title(PostRole role) => role switch
    {
        PostRole.Secretary => "区域党委书记",
        PostRole.CommitteeMember => "区域党委委员",
        PostRole.CountyOffice => "县专班",
        PostRole.Auditor => "审计",
        PostRole.Manager => "职业经理人",
        PostRole.Buyer => "采购员",
        PostRole.Receiver => "收货员",
        PostRole.CompanyAccountant => "公司会计",
        PostRole.Cashier => "出纳",
        PostRole.VillageAccountant => "村会计",
        PostRole.VillageHead => "村主任",
        PostRole.Supervisor => "村务监督员",
        PostRole.Operator => "运维",
    };

    public static bool Conflict(PostRole one, PostRole other) =>
        Conflicts.Contains((one, other)) || Conflicts.Contains((other, one));
}

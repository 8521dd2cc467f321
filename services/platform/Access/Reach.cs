using Region.Contracts.Access.V1;
using Region.Kernel;
using Region.Platform.Identity;

namespace Region.Platform.Access;

/// <summary>Whether a caller's scope holds the unit that a request names.</summary>
internal static class Reach
{
    public static bool Holds(this Scope scope, Caller caller, string unit) => scope switch
    {
        Scope.OwnBook => Same(caller.Book, unit),
        Scope.OwnVillage => IsVillageRole(caller.Role) && Codes.IsVillage(unit) && Same(caller.Unit, unit),

        // A company's people hold their posts in its region; a village's cashier has no say in the company's money.
        Scope.OwnCompany => Same(caller.Unit, unit),
        Scope.OwnRegion or Scope.RoundMember => Same(caller.Region, unit),
        Scope.County => Same(caller.Unit, Codes.County),
        Scope.Service => caller.Role == Role.Service,
        Scope.Public => true,
        Scope.Self => caller.Role != Role.Service,
        Scope.Unspecified => false,
    };

    /// <summary>
    /// Empty is never the same as empty: who has no book does not own the book that a request forgot to name.
    /// </summary>
    private static bool Same(string own, string named) =>
        named.Length > 0 && string.Equals(own, named, StringComparison.Ordinal);

    private static bool IsVillageRole(Role role) =>
        role is Role.VillageAccountant or Role.VillageHead or Role.Supervisor;
}

/// <summary>What the posts are called.</summary>
internal static class RoleNames
{
    public static string Chinese(this Role role) => role switch
    {
        Role.Secretary => "区域党委书记",
        Role.CommitteeMember => "区域党委委员",
        Role.CountyOffice => "县专班",
        Role.Auditor => "审计人员",
        Role.Manager => "职业经理人",
        Role.Buyer => "采购员",
        Role.Receiver => "收货员",
        Role.CompanyAccountant => "公司会计",
        Role.Cashier => "出纳",
        Role.VillageAccountant => "村会计",
        Role.VillageHead => "村主任",
        Role.Supervisor => "村务监督委员会成员",
        Role.Operator => "运维人员",
        Role.Service => "系统服务",
        Role.Unspecified => "未定岗位",
    };
}

using Region.Contracts.Access.V1;
using Region.Kernel;

namespace Region.Platform.Identity;

/// <summary>
/// Whether role, unit, region and book of a post belong together. A token that says otherwise was minted by mistake,
/// and its role must not be taken for one in the unit that it names.
/// </summary>
internal static class PostShape
{
    public static bool IsConsistent(this Caller caller) => caller.Role switch
    {
        Role.VillageAccountant or Role.VillageHead or Role.Supervisor => IsOfVillage(caller),
        Role.Manager or Role.Buyer or Role.Receiver or Role.CompanyAccountant => IsOfCompany(caller),
        Role.Cashier => IsOfVillage(caller) || IsOfCompany(caller),
        Role.Secretary or Role.CommitteeMember => IsRegional(caller) && caller.Book.Length == 0,
        Role.CountyOffice or Role.Auditor or Role.Operator =>
            Same(caller.Unit, Codes.County) && caller is { Region.Length: 0, Book.Length: 0 },
        Role.Service => caller is { Region.Length: 0, Book.Length: 0 },
        Role.Unspecified => false,
    };

    private static bool IsOfVillage(Caller caller) =>
        Codes.IsVillage(caller.Unit) && Codes.IsRegion(caller.Region) && Same(caller.Book, caller.Unit);

    private static bool IsOfCompany(Caller caller) =>
        IsRegional(caller) && Same(caller.Book, Codes.CompanyOf(caller.Unit));

    private static bool IsRegional(Caller caller) => Codes.IsRegion(caller.Unit) && Same(caller.Region, caller.Unit);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

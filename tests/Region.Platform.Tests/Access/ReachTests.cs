using Region.Contracts.Access.V1;
using Region.Platform.Access;
using Region.Platform.Identity;
using Shouldly;

namespace Region.Platform.Tests.Access;

public sealed class ReachTests
{
    [Theory]
    [InlineData(Scope.OwnBook, "V0101", true)]
    [InlineData(Scope.OwnBook, "V0102", false)]
    [InlineData(Scope.OwnBook, "", false)]
    [InlineData(Scope.OwnVillage, "V0101", true)]
    [InlineData(Scope.OwnVillage, "v0101", false)]
    [InlineData(Scope.OwnVillage, "V0102", false)]
    [InlineData(Scope.OwnCompany, "R01", false)]
    [InlineData(Scope.OwnRegion, "R01", true)]
    [InlineData(Scope.OwnRegion, "R010", false)]
    [InlineData(Scope.RoundMember, "R01", true)]
    [InlineData(Scope.RoundMember, "V0101", false)]
    [InlineData(Scope.County, "COUNTY", false)]
    [InlineData(Scope.County, "R01", false)]
    [InlineData(Scope.Service, "R01", false)]
    [InlineData(Scope.Unspecified, "V0101", false)]
    [InlineData(Scope.Public, "anything", true)]
    public void A_village_accountant_reaches(Scope scope, string unit, bool holds) =>
        scope.Holds(Of(Role.VillageAccountant, "V0101", "R01", "V0101"), unit).ShouldBe(holds);

    [Fact]
    public void Own_village_is_for_village_roles_only() =>
        Scope.OwnVillage.Holds(Of(Role.Manager, "V0101", "R01", "C01"), "V0101").ShouldBeFalse();

    [Fact]
    public void A_company_accountant_has_the_companys_book_and_no_other()
    {
        var accountant = Of(Role.CompanyAccountant, "R01", "R01", "C01");

        Scope.OwnBook.Holds(accountant, "C01").ShouldBeTrue();
        Scope.OwnBook.Holds(accountant, "V0101").ShouldBeFalse();
        Scope.OwnBook.Holds(accountant, "R01").ShouldBeFalse();
    }

    [Fact]
    public void A_village_cashier_has_the_villages_book_and_no_part_in_the_companys_money()
    {
        var village = Of(Role.Cashier, "V0101", "R01", "V0101");
        var company = Of(Role.Cashier, "R01", "R01", "C01");

        Scope.OwnCompany.Holds(village, "R01").ShouldBeFalse();
        Scope.OwnBook.Holds(village, "V0101").ShouldBeTrue();
        Scope.OwnBook.Holds(village, "C01").ShouldBeFalse();
        Scope.OwnCompany.Holds(company, "R01").ShouldBeTrue();
        village.IsConsistent().ShouldBeTrue();
        company.IsConsistent().ShouldBeTrue();
        (village with { Book = "C01" }).IsConsistent().ShouldBeFalse();
        (company with { Unit = "V0101" }).IsConsistent().ShouldBeFalse();
    }

    [Fact]
    public void Empty_never_matches_empty()
    {
        var county = Of(Role.CountyOffice, "COUNTY", "", "");

        Scope.OwnBook.Holds(county, "").ShouldBeFalse();
        Scope.OwnRegion.Holds(county, "").ShouldBeFalse();
        Scope.County.Holds(county, "").ShouldBeTrue();
    }

    [Fact]
    public void Every_person_and_no_service_reaches_his_own_account()
    {
        Scope.Self.Holds(Of(Role.Operator, "COUNTY", "", ""), "").ShouldBeTrue();
        Scope.Self.Holds(Of(Role.VillageAccountant, "V0101", "R01", "V0101"), "").ShouldBeTrue();
        Scope.Self.Holds(Caller.Service("accounting"), "").ShouldBeFalse();
    }

    [Fact]
    public void Only_a_service_reaches_as_a_service()
    {
        Scope.Service.Holds(Caller.Service("accounting"), "").ShouldBeTrue();
        Scope.County.Holds(Caller.Service("accounting"), "").ShouldBeFalse();
        Scope.Service.Holds(Of(Role.Operator, "COUNTY", "", ""), "").ShouldBeFalse();
    }

    private static Caller Of(Role role, string unit, string region, string book) =>
        new() { Login = "x", Name = "x", Role = role, Unit = unit, Region = region, Book = book };
}

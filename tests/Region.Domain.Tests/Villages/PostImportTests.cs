using Region.Kernel;
using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

public sealed class PostImportTests
{
    [Theory]
    [InlineData("county", "county_office", "COUNTY", "", "")]
    [InlineData("r01.secretary", "secretary", "R01", "R01", "")]
    [InlineData("r01.buyer", "buyer", "R01", "R01", "C01")]
    [InlineData("v0101.head", "village_head", "V0101", "R01", "V0101")]
    [InlineData("r01.cashier", "cashier", "R01", "R01", "C01")]
    [InlineData("v0101.cashier", "cashier", "V0101", "R01", "V0101")]
    public void A_post_lies_in_a_region_and_has_the_book_of_its_unit(
        string login,
        string role,
        string unit,
        string region,
        string book)
    {
        var post = Decide(Row(2, login, role, unit)).Value.Single();

        (post.Region, post.Book).ShouldBe((region, book));
    }

    [Fact]
    public void A_town_accountant_holds_a_post_in_several_villages() =>
        Decide(Row(2, "town", "village_accountant", "V0103"), Row(3, "town", "village_accountant", "V0104"))
            .Value.Select(post => post.Unit).ShouldBe(["V0103", "V0104"]);

    [Theory]
    [InlineData("company_accountant", "R01", "cashier", "R01")]
    [InlineData("buyer", "R01", "receiver", "R01")]
    [InlineData("buyer", "R01", "supervisor", "V0101")]
    [InlineData("receiver", "R01", "supervisor", "V0101")]
    [InlineData("secretary", "R01", "manager", "R01")]
    [InlineData("village_accountant", "V0101", "company_accountant", "R01")]
    [InlineData("village_accountant", "V0101", "cashier", "V0101")]
    [InlineData("supervisor", "V0101", "cashier", "V0101")]
    public void Posts_that_check_each_other_are_not_held_by_one_person(string one, string unit, string other, string at)
    {
        Decide(Row(2, "p", one, unit), Row(3, "p", other, at)).ShouldRefuse(Refusal.PostsConflict, "职务表第3行 职务");
        Decide(Row(2, "p", other, at), Row(3, "p", one, unit)).ShouldRefuse(Refusal.PostsConflict, "职务表第3行 职务");
    }

    [Fact]
    public void Posts_that_are_held_already_are_left_alone()
    {
        var held = Decide(Row(2, "p", "cashier", "R01")).Value;

        PostImport.Decide(R01.Registered, held, Table(Row(2, "p", "cashier", "R01"))).Value.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_post_may_not_conflict_with_one_that_is_held()
    {
        var held = Decide(Row(2, "p", "cashier", "R01")).Value;

        PostImport.Decide(R01.Registered, held, Table(Row(2, "p", "company_accountant", "R01")))
            .ShouldRefuse(Refusal.PostsConflict, "职务表第2行 职务");
    }

    [Theory]
    [InlineData("r01.x", "chairman", "R01", nameof(Refusal.RoleUnknown), "职务")]
    [InlineData("r01.x", "cashier", "R09", nameof(Refusal.UnitUnknown), "单位编码")]
    [InlineData("r01.x", "cashier", "V0999", nameof(Refusal.UnitUnknown), "单位编码")]
    [InlineData("r01.x", "cashier", "COUNTY", nameof(Refusal.UnitNotForRole), "单位编码")]
    [InlineData("r01.x", "buyer", "V0101", nameof(Refusal.UnitNotForRole), "单位编码")]
    [InlineData("r01.x", "supervisor", "V0999", nameof(Refusal.UnitUnknown), "单位编码")]
    [InlineData("r01.x", "auditor", "R01", nameof(Refusal.UnitNotForRole), "单位编码")]
    [InlineData("R01.X", "cashier", "R01", nameof(Refusal.LoginInvalid), "登录名")]
    [InlineData("", "cashier", "R01", nameof(Refusal.LoginInvalid), "登录名")]
    public void A_row_that_is_no_post_is_refused(string login, string role, string unit, string rule, string column) =>
        Decide(Row(7, login, role, unit)).ShouldRefuse(Enum.Parse<Refusal>(rule), $"职务表第7行 {column}");

    [Fact]
    public void One_login_has_one_name() =>
        Decide(Row(2, "p", "cashier", "R01"), Row(3, "p", "village_head", "V0101") with { Name = "别人" })
            .ShouldRefuse(Refusal.NameDiffers, "职务表第3行 姓名");

    [Theory]
    [InlineData("书记", nameof(PostRole.Secretary))]
    [InlineData("区域党委书记", nameof(PostRole.Secretary))]
    [InlineData("党委委员", nameof(PostRole.CommitteeMember))]
    [InlineData("职业经理人", nameof(PostRole.Manager))]
    [InlineData("村会计", nameof(PostRole.VillageAccountant))]
    [InlineData("village_accountant", nameof(PostRole.VillageAccountant))]
    public void A_role_is_read_as_people_write_it(string written, string role)
    {
        PostRoles.TryRead(written, out var read).ShouldBeTrue();
        read.ShouldBe(Enum.Parse<PostRole>(role));
        foreach (var any in Enum.GetValues<PostRole>())
            (PostRoles.TryRead(PostRoles.Title(any), out var again) && again == any).ShouldBeTrue($"{any}");
    }

    [Fact]
    public void A_row_that_stands_twice_is_refused() =>
        Decide(Row(2, "p", "receiver", "R01"), Row(3, "p", "receiver", "R01"))
            .Refusals.Select(refused => refused.Rule).ShouldBe([Refusal.DuplicatePost]);

    private static Decision<IReadOnlyList<Post>, Refusal> Decide(params PostRow[] rows) =>
        PostImport.Decide(R01.Registered, [], Table(rows));

    private static PostTable Table(params PostRow[] rows) => new(rows, "2026-01-01");

    private static PostRow Row(int number, string login, string role, string unit) =>
        new(number, login, "样例" + login) { Role = role, Unit = unit };
}

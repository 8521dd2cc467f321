using Region.Kernel;
using Region.Villages.Domain;
using Shouldly;

namespace Region.Domain.Tests.Villages;

public sealed class RegisterImportTests
{
    [Fact]
    public void A_clean_import_registers_every_row()
    {
        R01.Registered.Committees.Count.ShouldBe(1);
        R01.Registered.Companies.Single().Code.ShouldBe("C01");
        R01.Registered.Villages.Select(village => village.Brought.Total.Fen)
            .ShouldBe([80_000_000, 50_000_000, 40_000_000, 30_000_000]);
    }

    [Fact]
    public void The_same_rows_again_add_nothing()
    {
        var again = RegisterImport.Decide(R01.Registered, R01.Tables).Value.Added;

        (again.Committees.Count, again.Companies.Count, again.Villages.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Other_facts_for_a_known_code_are_refused() =>
        RegisterImport.Decide(R01.Registered, R01.With(0, village => village with { Population = "1621" }))
            .ShouldRefuse(Refusal.FactsDiffer, "村表第2行 名称");

    [Fact]
    public void A_contribution_that_is_off_by_one_fen_is_refused() =>
        Decide(R01.With(2, village => village with { Contribution = "400000.01" }))
            .ShouldRefuse(Refusal.ContributionDiffers, "村表第4行 入股合计");

    [Fact]
    public void A_capital_that_the_stakes_do_not_make_up_is_refused()
    {
        var company = R01.Company with { RegisteredCapital = "2000000.01" };

        Decide(R01.Tables with { Companies = [company] })
            .ShouldRefuse(Refusal.CapitalDiffers, "公司表第2行 注册资本");
    }

    [Fact]
    public void A_company_that_shows_other_kinds_of_stakes_than_the_villages_brought_is_refused()
    {
        var company = R01.Company with { Stake = new("1500000.00", "300000.00", "200000.00") };

        Decide(R01.Tables with { Companies = [company] })
            .ShouldRefuse(Refusal.StakesDiffer, "公司表第2行 注册资本");
    }

    [Fact]
    public void A_village_that_stands_twice_is_refused() =>
        Decide(R01.With(1, village => village with { Village = "V0101" }))
            .ShouldRefuse(Refusal.DuplicateVillage, "村表第3行 村编码");

    [Fact]
    public void A_village_of_an_unknown_region_is_refused() =>
        Decide(R01.With(3, village => village with { Region = "R09" }))
            .ShouldRefuse(Refusal.RegionUnknown, "村表第5行 区域编码");

    [Fact]
    public void A_wrong_check_character_is_refused() =>
        Decide(R01.With(3, village => village with { CreditCode = "N2410000MADEM00464" }))
            .ShouldRefuse(Refusal.CreditCodeInvalid, "村表第5行 统一社会信用代码");

    [Fact]
    public void A_credit_code_that_stands_twice_is_refused() =>
        Decide(R01.With(3, village => village with { CreditCode = "N2410000MADEM00388" }))
            .ShouldRefuse(Refusal.DuplicateCreditCode, "村表第5行 统一社会信用代码");

    [Fact]
    public void A_region_without_a_company_is_refused() =>
        Decide(R01.Tables with { Companies = [] }).ShouldRefuse(Refusal.CompanyMissing, "公司表");

    [Fact]
    public void Every_bad_cell_of_a_row_is_told()
    {
        var tables = R01.With(0, village => village with
        {
            Village = "X1",
            Name = "",
            Population = "-1",
            Households = "很多",
            Stake = new("600000.001", "-1", ""),
        });

        Decide(tables).Refusals.Select(refused => (refused.Rule, refused.Field)).ShouldBe(
            [
                (Refusal.VillageCodeInvalid, "村表第2行 村编码"),
                (Refusal.AmountUnreadable, "村表第2行 货币入股"),
                (Refusal.AmountNegative, "村表第2行 资源入股"),
                (Refusal.AmountUnreadable, "村表第2行 资产入股"),
                (Refusal.ContributionDiffers, "村表第2行 入股合计"),
                (Refusal.TextMissing, "村表第2行 名称"),
                (Refusal.NumberOutOfRange, "村表第2行 人口"),
                (Refusal.NumberUnreadable, "村表第2行 户数"),
            ]);
    }

    [Fact]
    public void Three_empty_tables_are_refused() =>
        Decide(R01.Tables with { Committees = [], Companies = [], Villages = [] })
            .ShouldRefuse(Refusal.NothingToImport, "regions_table");

    [Fact]
    public void A_table_with_very_many_mistakes_is_told_in_part()
    {
        var bad = R01.Tables.Villages[0] with { Village = "", CreditCode = "" };
        var tables = R01.Tables with { Villages = [.. Enumerable.Repeat(bad, 500)] };

        Decide(tables).Refusals.Count.ShouldBe(50);
    }

    private static Decision<RegisterAdditions, Refusal> Decide(RegisterTables tables) =>
        RegisterImport.Decide(Register.Empty, tables);
}

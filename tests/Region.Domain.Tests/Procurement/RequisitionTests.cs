using Region.Kernel;
using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class RequisitionTests
{
    [Theory]
    [InlineData("2.5", nameof(Refusal.PackFraction))]
    [InlineData("-1", nameof(Refusal.PacksNegative))]
    [InlineData("0", nameof(Refusal.PacksZero))]
    [InlineData("1000001", nameof(Refusal.PacksTooMany))]
    [InlineData("五十", nameof(Refusal.NumberUnreadable))]
    [InlineData("", nameof(Refusal.NumberUnreadable))]
    [InlineData("1e3", nameof(Refusal.NumberUnreadable))]
    public void What_is_not_a_whole_number_of_packs_is_refused(string packs, string rule) =>
        Submit(packs, "2026-03-03").ShouldRefuse(rule, "packs");

    [Theory]
    [InlineData("50")]
    [InlineData("50.0")]
    [InlineData(" 50 ")]
    public void Whole_packs_are_taken(string packs) => Submit(packs, "2026-03-03").Value.Packs.ShouldBe(50);

    [Fact]
    public void The_day_of_the_cut_off_is_the_last() => Submit("50", "2026-03-04").Allowed.ShouldBeTrue();

    [Fact]
    public void A_requisition_after_the_cut_off_is_refused() =>
        Submit("50", "2026-03-05").ShouldRefuse(Refusal.AfterCutOff, "requested_on");

    [Fact]
    public void A_requisition_before_the_round_was_approved_is_refused() =>
        Submit("50", "2026-03-01").ShouldRefuse(Refusal.DateTooEarly, "requested_on");

    [Fact]
    public void A_requisition_for_a_round_that_waits_for_the_secretary_is_refused() =>
        Requisition.Submit(P1.Opened, [], Draft("50", "2026-03-03"), P1.VillageAccountant)
            .ShouldRefuse(Refusal.RoundStateForbids, "round_id");

    [Fact]
    public void A_village_that_asked_may_withdraw() =>
        Requisition.Submit(P1.Collecting, P1.Requisitions, Draft("0", "2026-03-03"), P1.VillageAccountant)
            .Value.Packs.ShouldBe(0);

    [Fact]
    public void A_table_is_refused_row_by_row_and_taken_whole_or_not_at_all()
    {
        var table = new RequisitionTable(
            [Row(2, "V0101", "50"), Row(3, "V0102", "1.5"), Row(4, "V0101", "3"), Row(5, "V0201", "-7")],
            "2026-03-03");

        var refusals = Requisition.Import(P1.Collecting, [], table, P1.Buyer).Refusals;

        refusals.Select(refused => (refused.Rule, refused.Field)).ShouldBe(
            [
                (Refusal.PackFraction, "第3行 件数"),
                (Refusal.DuplicateVillage, "第4行 村编码"),
                (Refusal.PacksNegative, "第5行 件数"),
                (Refusal.NotAMember, "第5行 村编码"),
            ]);
    }

    [Fact]
    public void A_clean_table_gives_a_requisition_for_every_row()
    {
        var table = new RequisitionTable([Row(2, "V0101", "50"), Row(3, "V0104", "12")], "2026-03-03");

        Requisition.Import(P1.Collecting, [], table, P1.Buyer).Value
            .Select(requisition => (requisition.Village, requisition.Packs, requisition.EnteredBy))
            .ShouldBe([("V0101", 50, "r01.buyer"), ("V0104", 12, "r01.buyer")]);
    }

    private static Decision<Requisition, Refusal> Submit(string packs, string day) =>
        Requisition.Submit(P1.Collecting, [], Draft(packs, day), P1.VillageAccountant);

    private static RequisitionDraft Draft(string packs, string day) => new()
    {
        Village = "V0101",
        Packs = packs,
        Purpose = "加工",
        RequestedOn = day,
    };

    private static RequisitionDraft Row(int row, string village, string packs) => new()
    {
        Village = village,
        Packs = packs,
        Purpose = "",
        Prefix = $"第{row}行 ",
    };
}

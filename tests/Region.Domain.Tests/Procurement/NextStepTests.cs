using Region.Procurement.Domain;
using Shouldly;

namespace Region.Domain.Tests.Procurement;

public sealed class NextStepTests
{
    private static RoundFile File(Round round) => new()
    {
        Round = round,
        Requisitions = P1.Requisitions,
        Purchase = P1.Purchase with { Deliveries = P1.Deliveries },
        Funds = P1.Funds,
    };

    [Fact]
    public void An_opened_round_waits_for_the_secretary() =>
        NextSteps.Of(File(P1.Opened)).ShouldBe([new NextStep(Duty.Secretary, "R01", "批准采购批次")]);

    [Fact]
    public void A_collecting_round_waits_for_villages_and_the_buyer()
    {
        var file = File(P1.Collecting) with
        {
            Requisitions = [P1.Asked("V0101", 50)],
            Funds = P1.Funds with { Prepayments = [] },
        };

        NextSteps.Of(file).Select(step => (step.Duty, step.Unit)).ShouldBe(
            [
                (Duty.VillageAccountant, "V0102"),
                (Duty.VillageAccountant, "V0103"),
                (Duty.VillageAccountant, "V0104"),
                (Duty.VillageAccountant, "V0101"),
                (Duty.Buyer, "R01"),
            ]);
    }

    [Fact]
    public void An_unconfirmed_prepayment_waits_for_the_company_accountant()
    {
        var declared = P1.Prepaid("V0101", 2_400_000) with { ReceivedOn = null };

        NextSteps.Of(File(P1.Opened) with { Funds = P1.Funds with { Prepayments = [declared] } })
            .ShouldContain(new NextStep(Duty.CompanyAccountant, "R01", "确认晨光村预付款24,000.00元到账"));
    }

    [Fact]
    public void A_delivered_round_with_its_bills_waits_for_the_settlement() =>
        NextSteps.Of(File(P1.Ordered)).ShouldBe([new NextStep(Duty.CompanyAccountant, "R01", "结算本批次")]);

    [Fact]
    public void A_missing_bill_is_asked_for_with_its_amount() =>
        NextSteps.Of(File(P1.Ordered) with { Funds = P1.Funds with { Bills = [P1.Bills[0]] } })
            .ShouldBe([new NextStep(Duty.CompanyAccountant, "R01", "登记代购费单（应为754.14元）")]);

    [Fact]
    public void A_settled_round_waits_for_the_cashier() =>
        NextSteps.Of(File(P1.Settled)).ShouldBe(
            [
                new NextStep(Duty.Cashier, "R01", "向供应商付款50,276.25元"),
                new NextStep(Duty.Cashier, "R01", "向承运方付款1,288.00元"),
                new NextStep(Duty.Cashier, "R01", "退还晨光村480.72元"),
            ]);

    [Fact]
    public void A_village_that_owes_is_asked_for_the_rest()
    {
        var others = P1.Funds.Prepayments.Where(paid => paid.Village is not "V0104");
        var funds = P1.Funds with { Prepayments = [.. others] };

        NextSteps.Of(File(P1.Settled) with { Funds = funds })
            .ShouldContain(new NextStep(Duty.VillageAccountant, "V0104", "补交货款5,759.82元"));
    }
}

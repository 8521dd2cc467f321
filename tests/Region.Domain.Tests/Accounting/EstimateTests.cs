using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class EstimateTests
{
    private static readonly EstimatedGoods Thread = new()
    {
        Counterparty = "暂估-C01",
        CounterpartyName = "暂估应付款",
        Stock = "M001",
        Quantity = Quantity.FromThousandths(1_225_000),
        Amount = new Money(2_260_125),
        Papers = 2,
    };

    [Fact]
    public void Goods_without_a_bill_stand_in_stock_on_the_last_day_and_leave_it_in_red_on_the_first()
    {
        var draft = Estimate.Prepare(
            Regime.Village2023, new DateOnly(2026, 12, 1), Estimate.Missing([Thread], []), "v0101.accountant");
        var red = Estimate.TakeBack(Books.Posted(draft));

        Events.Lines(draft).ShouldBe(["借 121 2260125", "贷 211 暂估-C01 2260125"]);
        (draft.Date, draft.Kind, draft.Attachments).ShouldBe((new DateOnly(2026, 12, 31), VoucherKind.Estimate, 2));
        draft.Postings[0].Quantity.ToString().ShouldBe("1225");
        Bookkeeping.Check(draft, Books.VillageChart, Books.NewBook).Allowed.ShouldBeTrue();

        Events.Lines(red).ShouldBe(["借 121 -2260125", "贷 211 暂估-C01 -2260125"]);
        (red.Date, red.Reverses).ShouldBe((new DateOnly(2027, 1, 1), Books.IdOf(5)));
        Bookkeeping.Check(red, Books.VillageChart, Books.NewBook).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_month_that_is_estimated_lacks_nothing()
    {
        Estimate.Missing([Thread], [Thread with { Papers = 0 }]).ShouldBeEmpty();
        Estimate.Missing([], []).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_estimated_wrong_is_taken_back_whole_beside_what_is_right()
    {
        var more = Thread with { Quantity = Quantity.FromThousandths(1_300_000), Amount = new Money(2_400_000) };

        Estimate.Missing([more], [Thread]).Select(goods => goods.Amount.Fen).ShouldBe([-2_260_125, 2_400_000]);
        Estimate.Missing([], [Thread]).Select(goods => goods.Amount.Fen).ShouldBe([-2_260_125]);
    }

    [Fact]
    public void A_company_estimates_goods_of_its_own_on_its_own_accounts()
    {
        var draft = Estimate.Prepare(
            Regime.SmallEnterprise2011,
            new DateOnly(2026, 3, 1),
            [Thread with { Counterparty = "暂估-S03" }],
            "r01.accountant");

        Events.Lines(draft).ShouldBe(["借 1405 2260125", "贷 2202 暂估-S03 2260125"]);
        Bookkeeping.Check(draft, Books.CompanyChart, Books.NewBook).Allowed.ShouldBeTrue();
    }
}

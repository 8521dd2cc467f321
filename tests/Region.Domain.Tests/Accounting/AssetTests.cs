using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class AssetTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly AssetDraft Pump = new()
    {
        Code = "G001",
        Name = "水泵",
        InService = "2026-01-15",
        Use = AssetUse.Production,
        Method = DepreciationMethod.StraightLine,
        OriginalFen = 1_000_000,
        ResidualPartsPerMillion = 50_000,
        LifeMonths = 36,
    };

    [Theory]
    [InlineData(2026, 1, 0)]
    [InlineData(2026, 2, 26_388)]
    [InlineData(2026, 3, 52_776)]
    [InlineData(2028, 12, 923_580)]
    [InlineData(2029, 1, 950_000)]
    [InlineData(2040, 1, 950_000)]
    public void Depreciation_begins_in_the_month_after_and_stops_at_the_residual_value(int year, int month, long fen)
    {
        Card(Pump).DueBy(new DateOnly(year, month, 1)).Fen.ShouldBe(fen);
    }

    [Fact]
    public void Whatever_the_value_the_months_sum_to_the_fen_and_no_month_is_negative()
    {
        var any =
            from original in Gen.Choose(1, 100_000_000)
            from residual in Gen.Choose(0, 1_000_000)
            from life in Gen.Choose(1, 480)
            from skipped in Gen.Choose(0, 5)
            select (original, residual, life, skipped);
        Check.One(Thorough, Prop.ForAll(any.ToArbitrary(), sample =>
        {
            var draft = Pump with
            {
                OriginalFen = sample.original,
                ResidualPartsPerMillion = sample.residual,
                LifeMonths = sample.life,
            };
            var card = Card(draft);
            var residual = new Rate(sample.residual).Of(new Money(sample.original));
            var total = sample.original <= AssetTerms.NominalFen ? 0 : sample.original - residual.Fen;
            for (var month = 0; month <= sample.life + 2; month++)
            {
                // Months that were left out are made good by the next run.
                if (sample.skipped > 0 && month % (sample.skipped + 1) != 0 && month < sample.life)
                    continue;

                var due = card.DueBy(new DateOnly(2026, 1, 1).AddMonths(month));
                due.Fen.ShouldBeGreaterThanOrEqualTo(0);
                card = card with { Posted = card.Posted + due };
                card.DueBy(new DateOnly(2026, 1, 1).AddMonths(month)).Fen.ShouldBe(0, "a second run finds nothing");
            }

            card.Posted.Fen.ShouldBe(total);
            card.Net.Fen.ShouldBe(sample.original - total);
        }));
    }

    [Fact]
    public void An_asset_at_the_nominal_value_of_one_yuan_is_not_depreciated()
    {
        Card(Pump with { OriginalFen = 100, ResidualPartsPerMillion = 0 }).DueBy(new DateOnly(2030, 1, 1))
            .ShouldBe(Money.Zero);
    }

    [Fact]
    public void A_card_that_is_brought_over_goes_on_where_the_old_book_stopped()
    {
        var card = Card(Pump with { InService = "2024-06-30", DepreciatedFen = 475_000, DepreciatedMonths = 18 });

        card.Newest.From.ShouldBe(new DateOnly(2026, 1, 1));
        card.DueBy(new DateOnly(2026, 1, 1)).Fen.ShouldBe(475_000 / 18);
        card.DueBy(new DateOnly(2027, 6, 1)).Fen.ShouldBe(475_000);
    }

    [Fact]
    public void Work_is_depreciated_by_units_and_to_the_fen_at_the_last_one()
    {
        var card = Card(Pump with { Method = DepreciationMethod.WorkUnits, WorkTotal = "3000" });
        var worked = card with
        {
            Works = new Dictionary<DateOnly, Quantity>
            {
                [new DateOnly(2026, 2, 1)] = Quantity.FromThousandths(1_000_000),
                [new DateOnly(2026, 3, 1)] = Quantity.FromThousandths(2_500_000),
            },
        };

        worked.DueBy(new DateOnly(2026, 2, 1)).Fen.ShouldBe(316_666);
        worked.DueBy(new DateOnly(2026, 3, 1)).Fen.ShouldBe(950_000);
        card.DueBy(new DateOnly(2026, 3, 1)).ShouldBe(Money.Zero);
        AssetRegister.Work(card, new DateOnly(2026, 2, 1), "12.5").Value.Thousandths.ShouldBe(12_500);
    }

    [Fact]
    public void A_change_spreads_what_is_left_over_what_remains_and_leaves_past_months_alone()
    {
        var card = Card(Pump) with { Posted = new Money(52_776) };
        var change = new AssetChange
        {
            ChangedOn = "2026-03-10",
            Name = "水泵",
            Use = AssetUse.Public,
            OriginalFen = 1_200_000,
            ResidualFen = 0,
            RemainingMonths = 10,
            Reason = "大修",
        };

        var changed = card with { Terms = [card.Newest, AssetRegister.Change(card, change, Regime.Village2023).Value] };

        changed.Newest.From.ShouldBe(new DateOnly(2026, 4, 1));
        changed.DueBy(new DateOnly(2026, 3, 1)).ShouldBe(Money.Zero);
        changed.DueBy(new DateOnly(2026, 4, 1)).Fen.ShouldBe((1_200_000 - 52_776) / 10);
        changed.DueBy(new DateOnly(2027, 1, 1)).Fen.ShouldBe(1_200_000 - 52_776);

        // March run again after its voucher was cancelled goes where March's use says, not where April's does.
        var march = new DateOnly(2026, 3, 1);
        var again = Depreciation.Due([changed with { Posted = new Money(26_388) }], march);
        Events.Lines(Depreciation.Prepare(again, march, Regime.Village2023, "v0101.accountant"))
            .ShouldBe(["借 401 26388", "贷 152 26388"]);
    }

    [Fact]
    public void The_month_in_which_an_asset_leaves_is_depreciated_and_no_month_after_it()
    {
        var card = Card(Pump) with { Posted = new Money(26_388) };

        AssetRegister.Dispose(card, "2026-03-10", "报废", Regime.Village2023).Refusals.Single()
            .ShouldBe(new(Refusal.AssetDepreciationDue, "disposed_on", "2026-03 263.88"));
        var ready = card with { Posted = new Money(52_776) };
        var draft = AssetRegister.Dispose(ready, "2026-03-10", "报废", Regime.Village2023).Value;

        Events.Lines(draft).ShouldBe(["借 152 52776", "借 154 947224", "贷 151 1000000"]);
        (ready with { DisposedOn = new DateOnly(2026, 3, 10) }).DueBy(new DateOnly(2026, 12, 1)).ShouldBe(Money.Zero);
        AssetRegister.Dispose(ready, "2026-02-10", "报废", Regime.Village2023).Refusals.Single().Rule
            .ShouldBe(Refusal.AssetDateInvalid);
    }

    [Fact]
    public void One_voucher_holds_all_cards_by_what_they_are_used_for()
    {
        AssetCard[] cards =
        [
            Card(Pump),
            Card(Pump with { Code = "G002", Use = AssetUse.Management }),
            Card(Pump with { Code = "G003", Use = AssetUse.Public }),
            Card(Pump with { Code = "G004" }),
        ];
        var month = new DateOnly(2026, 2, 1);

        var draft = Depreciation.Prepare(Depreciation.Due(cards, month), month, Regime.Village2023, "v0101.accountant");

        Events.Lines(draft).ShouldBe(["借 401 52776", "借 513 26388", "借 514 26388", "贷 152 105552"]);
        (draft.Kind, draft.Date).ShouldBe((VoucherKind.Depreciation, new DateOnly(2026, 2, 28)));
        Bookkeeping.Check(draft, Books.VillageChart, Books.NewBook).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void A_month_waits_for_the_open_month_before_it_and_not_for_a_closed_one()
    {
        AssetCard[] cards = [Card(Pump)];
        var month = new DateOnly(2026, 3, 1);

        Depreciation.Refuse(cards, month, Books.NewBook)!.Value
            .ShouldBe(new Refused<Refusal>(Refusal.DepreciationEarlierMonth, "month", "2026-02"));
        Depreciation.Refuse(cards, month, Books.NewBook with { ClosedThrough = new DateOnly(2026, 2, 28) })
            .ShouldBeNull();
        Depreciation.Refuse(cards, month, Books.NewBook with { OpeningDate = month }).ShouldBeNull();
        Depreciation.Refuse([Card(Pump) with { Posted = new Money(26_388) }], month, Books.NewBook).ShouldBeNull();
    }

    [Fact]
    public void A_company_has_accounts_of_its_own_and_no_public_use()
    {
        AssetAccounts.ExpenseOf(Regime.SmallEnterprise2011, AssetUse.Production).ShouldBe("4101");
        AssetAccounts.ExpenseOf(Regime.SmallEnterprise2011, AssetUse.Sales).ShouldBe("5601");
        AssetAccounts.ExpenseOf(Regime.SmallEnterprise2011, AssetUse.Management).ShouldBe("5602");
        AssetRegister.Register(Pump with { Use = AssetUse.Public }, Regime.SmallEnterprise2011).Refusals.Single().Rule
            .ShouldBe(Refusal.AssetUseInvalid);
    }

    private static AssetCard Card(AssetDraft draft) => AssetRegister.Register(draft, Regime.Village2023).Value;
}

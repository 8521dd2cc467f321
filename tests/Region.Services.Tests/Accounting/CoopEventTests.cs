using Grpc.Core;
using Region.Accounting.Checks;
using Region.Contracts;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Committee.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;

namespace Region.Services.Tests.Accounting;

/// <summary>What events become in the book of a co-operative, which stands where a village stands.</summary>
public sealed class CoopEventTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Every_event_that_a_co_op_takes_part_in_leaves_its_entries_and_a_red_voucher_takes_both_sides_back(
        StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        var posted = new List<(TypicalEvent Event, string Id)>();
        foreach (var typical in CoopEvents.All)
        {
            var message = typical.In(region, village: coop);
            var id = await region.ApplyAsync(typical.Topic, message, Token);
            await region.ApplyAsync(typical.Topic, id, message, Token);
            posted.Add((typical, id));
        }

        var own = await PostedLines.ByEventAsync(region, coop);
        var company = await PostedLines.ByEventAsync(region, region.Company);
        foreach (var (typical, id) in posted)
        {
            PostedLines.Of(own.GetValueOrDefault(id), coop)
                .ShouldBe(PostedLines.Split(typical.Village), $"{typical.Topic} 合作社账");
            PostedLines.Of(company.GetValueOrDefault(id), coop)
                .ShouldBe(PostedLines.Split(typical.Company), $"{typical.Topic} 公司账");
        }

        own.Values.Concat(company.Values).ShouldAllBe(voucher => voucher.Attachments > 0);
        (await region.VouchersAsync(region.Village, Token)).ShouldBeEmpty();
        (await ViolationsAsync(region, coop)).ShouldBeEmpty();

        foreach (var (_, id) in posted)
            await PostedLines.ReverseAsync(region, coop, own, company, id);

        (await region.ClosingAsync(coop, Token)).ShouldBeEmpty();
        (await region.ClosingAsync(region.Company, Token)).ShouldBeEmpty();
        (await ViolationsAsync(region, coop)).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_holds_every_event_of_a_member_unit_except_those_of_village_households()
    {
        string[] households = [Topics.LevyRaised, Topics.LevyPaid, Topics.LevyCompleted];
        TypicalEvents.All.Where(typical => typical.Village.Length > 0).Select(typical => typical.Topic)
            .Except(households, StringComparer.Ordinal)
            .Except(CoopEvents.All.Select(typical => typical.Topic), StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_levy_on_village_households_is_no_business_of_a_co_op_and_is_dropped(StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        var levy = new TypicalEvent(Topics.LevyRaised, new LevyRaised { AmountFen = 1_500 }, "", "");

        var (_, verdict) = await region.DeliverAsync(
            levy.Topic, RegionBooks.NewId(), levy.In(region, village: coop), Token);

        verdict.ShouldContain("DROP");
        (await region.VouchersAsync(coop, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_voucher_of_a_co_op_is_explained_by_the_rule_of_its_regime(StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        var settled = CoopEvents.All.Single(typical => typical.Topic is Topics.SettlementAllocated);
        await region.ApplyAsync(settled.Topic, settled.In(region, village: coop), Token);
        var voucher = (await region.VouchersAsync(coop, Token)).Single();

        var why = await region.VouchersAs(RegionBooks.Accountant(coop)).ExplainVoucherAsync(
            new ExplainVoucherRequest { Book = coop, VoucherId = voucher.VoucherId }, cancellationToken: Token);

        (why.Rule, why.RuleVersion).ShouldBe(("coop-agency-settlement", 1));
        why.Reasons.ShouldBe(
        [
            "货款、运费和代购费都计入产品物资的成本，共 160.00 元。",
            "用预付给 样例发饰强村有限公司 的款抵付，冲减应收款 160.00 元。",
        ]);
        why.Source.ShouldBe("农民专业合作社会计制度 财会〔2021〕37号：113 应收款说明二、121 产品物资说明二、第十七条（一）");
        why.Proposal.ShouldStartWith("制度没有写合作社通过公司代购");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task What_a_co_op_alone_says_of_its_company_is_found(StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        await new KeptBook(region, coop).PostAsync(
            "2026-03-05", "只记一边", Token, Debit("113", 500, region.Company), Credit("102", 500));

        (await ViolationsAsync(region, coop)).ShouldHaveSingleItem().ShouldBe(
            $"{coop}对{region.Company}的应收减应付为5.00，{region.Company}对{coop}的应付减应收为0.00");
    }

    /// <summary>验收 100.00，三月没有结算：月末暂估，四月一日红字冲回，四月结算 160.00 照常入账。</summary>
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Goods_of_a_co_op_without_a_bill_are_estimated_and_the_estimate_is_taken_back(StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        var delivered = new TypicalEvent(
            Topics.DeliveryApportioned, new DeliveryApportioned { GoodsFen = 10_000 }, "", "");
        await region.ApplyAsync(delivered.Topic, delivered.In(region, village: coop), Token);

        var run = await new EstimateService.EstimateServiceClient(
            region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(coop))).RunEstimatesAsync(
            new RunEstimatesRequest { RequestId = RegionBooks.NewKey(), Book = coop, Month = "2026-03" },
            cancellationToken: Token);

        PostedLines.Of(run.Voucher, coop).ShouldBe(["借 121 10000 ×10", $"贷 211 暂估-{region.Company} 10000"]);
        (run.Voucher.AccountingDate, run.RedVoucher.AccountingDate).ShouldBe(("2026-03-31", "2026-04-01"));
        var settled = CoopEvents.All.Single(typical => typical.Topic is Topics.SettlementAllocated);
        await region.ApplyAsync(settled.Topic, settled.In(region, "2026-04-10", coop), Token);
        (await region.ClosingAsync(coop, Token)).ShouldBe(
            new Dictionary<string, long> { ["121"] = 16_000, [$"113 {region.Company}"] = -16_000 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Assets_of_a_co_op_are_depreciated_by_what_they_serve(StoreKind kind)
    {
        var (region, coop) = await CoopAsync(kind);
        var assets = new AssetService.AssetServiceClient(
            region.World.As(AccountingWorlds.ServiceName, RegionBooks.Accountant(coop)));
        foreach (var use in (AssetUse[])[AssetUse.Production, AssetUse.Management, AssetUse.Public])
            await assets.RegisterAssetAsync(Card(coop, use), cancellationToken: Token);

        (await Should.ThrowAsync<RpcException>(async () =>
            await assets.RegisterAssetAsync(Card(coop, AssetUse.Sales), cancellationToken: Token))).StatusCode
            .ShouldBe(StatusCode.InvalidArgument);
        var run = await assets.RunDepreciationAsync(
            new RunDepreciationRequest { RequestId = RegionBooks.NewKey(), Book = coop, Month = "2026-02" },
            cancellationToken: Token);

        PostedLines.Of(run.Voucher, coop).ShouldBe(["借 401 10000", "借 523 10000", "借 529 10000", "贷 152 30000"]);
    }

    private static RegisterAssetRequest Card(string coop, AssetUse use) => new()
    {
        RequestId = RegionBooks.NewKey(),
        Book = coop,
        AssetCode = $"G-{use}",
        Name = "水泵",
        Category = "机械设备",
        InService = "2026-01-15",
        Use = use,
        Method = DepreciationMethod.StraightLine,
        OriginalFen = 120_000,
        LifeMonths = 12,
    };

    private static async Task<IReadOnlyList<string>> ViolationsAsync(RegionBooks region, string coop)
    {
        var check = region.World.Services(AccountingWorlds.ServiceName);
        var findings = await ((CheckBooks)check.GetService(typeof(ICheck))!).RunAsync(Token);
        return
        [
            .. findings.SelectMany(finding => finding.Violations).Where(violation =>
                region.Books.Append(coop).Any(book => violation.Contains(book, StringComparison.Ordinal))),
        ];
    }

    private async Task<(RegionBooks Region, string Coop)> CoopAsync(StoreKind kind)
    {
        var region = await worlds.RegionAsync(kind, Token);
        return (region, await CoopTests.FoundAsync(region));
    }
}

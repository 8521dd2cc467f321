using System.Net;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Accounting.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Operations;
using Region.Platform.Storage;
using Region.Services.Tests.Villages;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Procurement;

[Collection(CountyWorlds.Name)]
public sealed class RoundP1Tests(CountyWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task P1_ends_with_the_figures_of_its_table_and_nothing_left_to_do(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var announcedBefore = (await AnnouncedAsync(world)).Count;
        var round = await new RoundDriver(world, Token).PaidAsync();

        var settlement = await round.Settlements(Role.Secretary).GetSettlementAsync(
            new GetSettlementRequest { Region = "R01", RoundId = round.RoundId },
            cancellationToken: Token);
        settlement.Legs.Select(leg => (leg.Village, leg.Packs, leg.GoodsFen, leg.FreightFen, leg.FeeFen, leg.TotalFen))
            .ShouldBe(
            [
                ("V0101", 49, 2_260_125, 57_901, 33_902, 2_351_928),
                ("V0102", 31, 1_429_875, 36_631, 21_448, 1_487_954),
                ("V0103", 17, 784_125, 20_088, 11_762, 815_975),
                ("V0104", 12, 553_500, 14_180, 8_302, 575_982),
            ]);
        settlement.SettledOn.ShouldBe("2026-03-26");
        (await AllocatedAsync(world)).Select(told => (told.Village, told.FeeFen, told.FeeVatFen, told.InvoiceName))
            .ShouldBe(
            [
                ("V0101", 33_902, 336, "样例发饰强村有限公司"),
                ("V0102", 21_448, 212, "样例发饰强村有限公司"),
                ("V0103", 11_762, 117, "样例发饰强村有限公司"),
                ("V0104", 8_302, 82, "样例发饰强村有限公司"),
            ]);
        var progress = await round.ProgressAsync();
        progress.NextSteps.ShouldBeEmpty();
        progress.Villages.ShouldAllBe(village => village.BalanceFen == 0);
        (progress.OrderedPacks, progress.DeliveredPacks, progress.AcceptedPacks, progress.RejectedPacks)
            .ShouldBe((111, 111, 109, 2));
        var topics = (await AnnouncedAsync(world)).Skip(announcedBefore)
            .CountBy(announced => announced.Topic)
            .ToDictionary();
        topics.ShouldBe(
            new Dictionary<string, int>
            {
                [Topics.PrepaymentReceived] = 4,
                [Topics.DeliveryAccepted] = 2,
                [Topics.DeliveryApportioned] = 8,
                [Topics.SettlementAllocated] = 4,
                [Topics.SupplierPaid] = 1,
                [Topics.CarrierPaid] = 1,
                [Topics.RefundPaid] = 1,
            },
            ignoreOrder: true);
        (await FindingsAsync(world)).ShouldAllBe(finding => finding.Checked > 0 && finding.Violations.Count == 0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task The_split_slip_of_a_village_says_what_was_shared_and_how(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).SettledAsync();

        var slip = await round.Settlements().GetSplitSlipAsync(
            new GetSplitSlipRequest { Region = "R01", RoundId = round.RoundId, Village = "V0102" },
            cancellationToken: Token);

        (slip.IssuingUnit, slip.ReceivingUnit, slip.IssuedOn, slip.TotalFen)
            .ShouldBe(("样例发饰强村有限公司", "丰泽村(样例)", "2026-03-26", 1_487_954));
        slip.Lines.Select(line => (line.Content, line.OriginalFen, line.AmountFen)).ShouldBe(
            [
                ("橡筋圈坯货款", 5_027_625, 1_429_875),
                ("橡筋圈坯运费", 128_800, 36_631),
                ("橡筋圈坯代购服务费", 75_414, 21_448),
            ]);
        (slip.Lines[0].Quantity, slip.Lines[0].UnitPrice).ShouldBe(("775", "18.45"));
        slip.Lines.ShouldAllBe(line => line.Method.Length > 0 && line.OriginalNumber.Length > 0);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Progress_shows_the_vouchers_of_both_books_whatever_order_they_come_in(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).PrepaidAsync();
        var leg = (await round.ProgressAsync()).Villages[0].Vouchers.Single();
        (leg.Kind, leg.VillageVoucher, leg.CompanyVoucher).ShouldBe(("预付款", "", ""));
        var posted = Posted("V0101", "v-1", 3, leg.EventId);
        var reversed = new VoucherReversed
        {
            Book = "C01",
            VoucherId = "c-1",
            RedVoucherId = "c-2",
            AccountingDate = "2026-03-06",
        };

        await DeliverAsync(world, Topics.VoucherReversed, NewId(), reversed);
        var id = NewId();
        await DeliverAsync(world, Topics.VoucherPosted, id, posted);
        await DeliverAsync(world, Topics.VoucherPosted, id, posted);
        await DeliverAsync(world, Topics.VoucherPosted, NewId(), Posted("C01", "c-2", 8, leg.EventId));
        await DeliverAsync(world, Topics.VoucherPosted, NewId(), Posted("C01", "c-1", 7, leg.EventId));

        leg = (await round.ProgressAsync()).Villages[0].Vouchers.Single();
        (leg.VillageVoucher, leg.CompanyVoucher).ShouldBe(("记-3", "记-7（已冲红）"));
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Progress_says_who_is_waiting_for_whom(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).OrderedAsync();
        (await round.ProgressAsync()).NextSteps.Select(step => (step.Role, step.Unit, step.Action))
            .ShouldBe([(Role.Receiver, "R01", "验收到货（还有111袋未到）")]);

        await round.RecordAsync(round.Arriving(80, 2, "2026-03-18"));
        (await round.ProgressAsync()).NextSteps.Select(step => step.Role)
            .ShouldBe([Role.Supervisor, Role.Receiver]);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_counter_document_lowers_what_is_settled(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).OrderedAsync();
        var wrong = await round.RecordAsync(round.Arriving(111, 0, "2026-03-18"));
        await round.SignAsync(wrong, "2026-03-18");
        var mend = round.Arriving(0, 2, "2026-03-19");
        mend.CorrectsDeliveryId = wrong;
        await round.SignAsync(await round.RecordAsync(mend), "2026-03-19");

        await round.Settlements().RecordBillAsync(round.Billing(BillKind.Goods, 5_027_625), cancellationToken: Token);
        await round.Settlements().RecordBillAsync(round.Billing(BillKind.Fee, 75_414), cancellationToken: Token);
        var legs = (await round.Settlements().SettleRoundAsync(round.Settling(), cancellationToken: Token)).Legs;

        legs.Select(leg => leg.Packs).ShouldBe([49, 31, 17, 12]);
    }

    private static string NewId() => Guid.CreateVersion7().ToString();

    private static VoucherPosted Posted(string book, string voucherId, int number, string eventId) => new()
    {
        Book = book,
        VoucherId = voucherId,
        Word = "记",
        Number = number,
        SourceEventId = eventId,
        AccountingDate = "2026-03-05",
    };

    private static async Task DeliverAsync(
        ServiceWorld world,
        string topic,
        string id,
        Google.Protobuf.IMessage message)
    {
        var (status, _) = await world.DeliverAsync("procurement", topic, id, "V0101", message, Token);
        status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<List<Announcement>> AnnouncedAsync(ServiceWorld world)
    {
        var announcements = (Announcements)world.Services("procurement").GetService(typeof(Announcements))!;
        return await announcements.AllAsync(Token).ToListAsync(Token);
    }

    // What the newest settlement told each of its four villages.
    private static async Task<IReadOnlyList<SettlementAllocated>> AllocatedAsync(ServiceWorld world)
    {
        var database = (Database)world.Services("procurement").GetService(typeof(Database))!;
        await using var session = await database.ReadAsync(Token);
        var envelopes = await session.QueryAsync<byte[]>(
            "SELECT envelope FROM outbox WHERE topic = @topic ORDER BY seq DESC LIMIT 4",
            new { topic = Topics.SettlementAllocated },
            Token);
        return
        [
            .. envelopes.Select(envelope =>
            {
                using var json = System.Text.Json.JsonDocument.Parse(envelope);
                return SettlementAllocated.Parser.ParseJson(json.RootElement.GetProperty("data").GetRawText());
            }).OrderBy(told => told.Village, StringComparer.Ordinal),
        ];
    }

    private static async Task<IReadOnlyList<Contracts.Operations.V1.Finding>> FindingsAsync(ServiceWorld world)
    {
        var checks = (IEnumerable<ICheck>)world.Services("procurement").GetService(typeof(IEnumerable<ICheck>))!;
        return await checks.Single(check => check is Region.Procurement.Progress.RoundsCheck).RunAsync(Token);
    }
}

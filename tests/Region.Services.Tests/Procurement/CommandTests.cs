using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Refusals;
using Region.Procurement;
using Region.Services.Tests.Villages;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Procurement;

[Collection(CountyWorlds.Name)]
public sealed class CommandTests(CountyWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_payment_sent_many_times_at_once_is_made_once(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).SettledAsync();
        var request = round.PayingSupplier(1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await round.Payments().PaySupplierAsync(request, cancellationToken: Token)).Payment.PaymentId));

        answers.Distinct().Count().ShouldBe(1);
        (await PaymentsAsync(round)).Count.ShouldBe(1);
        var other = request.Clone();
        other.AmountFen = 1_001;
        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await round.Payments().PaySupplierAsync(other, cancellationToken: Token));
        refused.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        (await PaymentsAsync(round)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Two_payments_at_once_never_exceed_the_bill_together(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).SettledAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PaidAsync(round, 1_500_000)));

        results.Count(paid => paid).ShouldBe(3);
        (await PaymentsAsync(round)).Sum(payment => payment.AmountFen).ShouldBe(4_500_000);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_round_of_another_region_a_round_of_others_and_an_unknown_round_look_the_same(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).CollectingAsync();
        var member = Callers.Of(Role.VillageHead, "V0101");

        var unknown = await NotFoundAsync(world, member, "R01", "0198-no-such-round");
        (await NotFoundAsync(world, Callers.Of(Role.VillageHead, "V0201"), "R02", round.RoundId)).ShouldBe(unknown);
        (await NotFoundAsync(world, Callers.Of(Role.Manager, "R02"), "R02", round.RoundId)).ShouldBe(unknown);
        (await NotFoundAsync(world, Callers.Of(Role.VillageHead, "V0199"), "R01", round.RoundId)).ShouldBe(unknown);
        (await NotFoundAsync(world, member, "R02", round.RoundId)).ShouldBe(unknown);
        var seen = await new RoundService.RoundServiceClient(world.As("procurement", member)).GetRoundAsync(
            new GetRoundRequest { Region = "R01", RoundId = round.RoundId },
            cancellationToken: Token);
        seen.Round.RoundId.ShouldBe(round.RoundId);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_village_asks_only_in_a_round_that_it_is_a_member_of(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).CollectingAsync();
        var request = round.Asking("V0201", "5");

        var refused = await Should.ThrowAsync<RpcException>(async () => await round
            .Requisitions(Role.VillageAccountant, "V0201").SubmitRequisitionAsync(request, cancellationToken: Token));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Rounds_are_listed_newest_first_to_members_alone(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var older = await new RoundDriver(world, Token).CollectingAsync();
        var newer = await new RoundDriver(world, Token).CollectingAsync();
        var list = new ListRoundsRequest { Region = "R01", PageSize = 1 };

        var first = await newer.Rounds(Role.Manager).ListRoundsAsync(list, cancellationToken: Token);
        list.PageToken = first.NextPageToken;
        var second = await newer.Rounds(Role.Manager).ListRoundsAsync(list, cancellationToken: Token);
        var stranger = new RoundService.RoundServiceClient(
            world.As("procurement", Callers.Of(Role.VillageHead, "V0199")));

        first.Rounds.Single().RoundId.ShouldBe(newer.RoundId);
        second.Rounds.Single().RoundId.ShouldBe(older.RoundId);
        (await stranger.ListRoundsAsync(new ListRoundsRequest { Region = "R01" }, cancellationToken: Token))
            .Rounds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_round_goes_on_after_a_restart_and_an_old_key_gets_its_old_answer(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).BilledAsync();
        var request = round.Settling();
        var before = await round.Settlements().SettleRoundAsync(request, cancellationToken: Token);

        await world.RestartAsync("procurement", ProcurementService.Build, Token);

        (await round.Settlements().SettleRoundAsync(request, cancellationToken: Token)).ShouldBe(before);
        (await PaidAsync(round, 5_027_625)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_requisition_asked_again_replaces_the_number_and_a_table_replaces_several(StoreKind kind)
    {
        var world = await worlds.WorldAsync(kind, Token);
        var round = await new RoundDriver(world, Token).RequestedAsync();
        await round.Requisitions(Role.VillageAccountant, "V0101")
            .SubmitRequisitionAsync(round.Asking("V0101", "60"), cancellationToken: Token);
        var import = new ImportRequisitionsRequest
        {
            RequestId = round.NewKey(),
            Region = "R01",
            RoundId = round.RoundId,
            Table = Google.Protobuf.ByteString.CopyFromUtf8("村编码,件数\nV0102,7\nV0104,0\n"),
            RequestedOn = "2026-03-04",
        };
        await round.Requisitions(Role.Buyer).ImportRequisitionsAsync(import, cancellationToken: Token);

        var list = await round.Requisitions(Role.Buyer).ListRequisitionsAsync(
            new ListRequisitionsRequest { Region = "R01", RoundId = round.RoundId },
            cancellationToken: Token);

        list.Requisitions.Select(row => (row.Village, row.Packs, row.Quantity)).ShouldBe(
            [("V0101", 60, "1500"), ("V0102", 7, "175"), ("V0103", 17, "425"), ("V0104", 0, "0")]);
    }

    private static async Task<bool> PaidAsync(RoundDriver round, long fen)
    {
        try
        {
            await round.Payments().PaySupplierAsync(round.PayingSupplier(fen), cancellationToken: Token);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<Payment>> PaymentsAsync(RoundDriver round) =>
        (await round.Payments().ListPaymentsAsync(
            new ListPaymentsRequest { Region = "R01", RoundId = round.RoundId },
            cancellationToken: Token)).Payments;

    private static async Task<string> NotFoundAsync(
        ServiceWorld world,
        Platform.Identity.Caller caller,
        string region,
        string roundId)
    {
        var rounds = new RoundService.RoundServiceClient(world.As("procurement", caller));
        var refused = await Should.ThrowAsync<RpcException>(async () => await rounds.GetRoundAsync(
            new GetRoundRequest { Region = region, RoundId = roundId },
            cancellationToken: Token));
        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        return $"{refused.Status.Detail} {Convert.ToHexString(refused.Trailers.GetValueBytes(StatusDetails.Trailer)!)}";
    }
}

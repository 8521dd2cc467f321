using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Procurement.V1;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Isolation;

/// <summary>Posts keep a buyer from becoming receiver; should that fail, the round knows who bought.</summary>
[Collection<SharedRegions>]
public sealed class BuyerNeverSignsTests(TwoRegions world)
{
    private static readonly string Buyer = Callers.Of(Role.Buyer, "R01").Login;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_bought_in_a_round_neither_records_nor_signs_its_acceptance_under_any_other_post()
    {
        var round = world.Rounds.Single(round => round is { Region: "R01", Stage: Stage.Ordered }).Round;
        var delivery = new RecordDeliveryRequest
        {
            RequestId = "buyer-signs-01",
            Region = "R01",
            RoundId = round,
            DeliveredPacks = 1,
            DeliveredOn = "2026-03-05",
        };
        var record = await Should.ThrowAsync<RpcException>(As(Role.Receiver, "R01", Buyer).RecordDeliveryAsync(
            delivery, cancellationToken: Cancelled).ResponseAsync);
        var recorded = await As(Role.Receiver, "R01").RecordDeliveryAsync(delivery, cancellationToken: Cancelled);
        var sign = await Should.ThrowAsync<RpcException>(As(Role.Supervisor, "V0101", Buyer).SignDeliveryAsync(
            new SignDeliveryRequest
            {
                RequestId = "buyer-signs-02",
                Region = "R01",
                RoundId = round,
                DeliveryId = recorded.Delivery.DeliveryId,
                SignedOn = "2026-03-05",
            },
            cancellationToken: Cancelled).ResponseAsync);

        foreach (var refused in (RpcException[])[record, sign])
        {
            refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
            refused.Status.Detail.ShouldBe($"经办人：参与本批次采购的人不能验收（{Buyer}）。");
        }

        var all = await As(Role.Supervisor, "V0101").ListDeliveriesAsync(
            new ListDeliveriesRequest { Region = "R01", RoundId = round }, cancellationToken: Cancelled);
        all.Deliveries.Count.ShouldBe(2);
        all.Deliveries.Single(other => other.DeliveryId == recorded.Delivery.DeliveryId).SignedBy.ShouldBeEmpty();
    }

    private DeliveryService.DeliveryServiceClient As(Role role, string unit, string? login = null) =>
        new(world.World.As("procurement", Callers.Of(role, unit, login)));
}

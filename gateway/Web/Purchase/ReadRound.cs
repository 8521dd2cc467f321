using Grpc.Core;
using Region.Contracts.Procurement.V1;

namespace Region.Gateway.Web.Purchase;

/// <summary>Asks procurement for all parts of a round.</summary>
internal static class ReadRound
{
    public static async Task<RoundBook> RoundAsync(
        this Desk desk, string region, string round, CancellationToken cancellationToken)
    {
        var asked = desk.Rounds.GetRoundProgressAsync(
            new GetRoundProgressRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var requisitions = desk.Requisitions.ListRequisitionsAsync(
            new ListRequisitionsRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var prepayments = desk.Prepayments.ListPrepaymentsAsync(
            new ListPrepaymentsRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var quotes = desk.Quotes.ListQuotesAsync(
            new ListQuotesRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var deliveries = desk.Deliveries.ListDeliveriesAsync(
            new ListDeliveriesRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var settlement = desk.Settlements.GetSettlementAsync(
            new GetSettlementRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var payments = desk.Payments.ListPaymentsAsync(
            new ListPaymentsRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
        var progress = await asked;
        return new RoundBook
        {
            Round = progress.Round,
            Progress = progress,
            Requisitions = (await requisitions).Requisitions,
            Prepayments = (await prepayments).Prepayments,
            Quotes = await quotes,
            Deliveries = (await deliveries).Deliveries,
            Settlement = await settlement,
            Payments = (await payments).Payments,
            Order = progress.Round.State is RoundState.Ordered or RoundState.Settled
                ? await desk.OrderAsync(region, round, cancellationToken) : null,
        };
    }

    private static async Task<Order?> OrderAsync(
        this Desk desk, string region, string round, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await desk.Orders.GetOrderAsync(
                new GetOrderRequest { Region = region, RoundId = round }, cancellationToken: cancellationToken);
            return answer.Order;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }
}

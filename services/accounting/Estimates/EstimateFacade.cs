using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using EstimatedGoods = Region.Accounting.Domain.EstimatedGoods;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Estimates;

/// <summary>Estimates on the wire.</summary>
internal sealed class EstimateFacade(
    BookShelf shelf,
    RecordLook looks,
    RunEstimates run,
    RefusalBook<Refusal> refusals) : EstimateService.EstimateServiceBase
{
    public override Task<RunEstimatesResponse> RunEstimates(RunEstimatesRequest request, ServerCallContext context) =>
        run.HandleAsync(request, context);

    public override async Task<ListEstimatesResponse> ListEstimates(
        ListEstimatesRequest request,
        ServerCallContext context)
    {
        // Without a month, the newest state: everything that is accepted and not billed.
        var month = DateOnly.MaxValue;
        if (request.Month.Length > 0 && !BusinessDate.TryReadMonth(request.Month, out month))
            throw refusals.ToRpcException(Refusal.MonthInvalid.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), "暂估入库", context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var until = request.Month.Length > 0 ? Estimate.LastDayOf(month) : month;
        var due = await EstimatesStore.DueAsync(session, until, context.CancellationToken);
        var held = request.Month.Length > 0
            ? await EstimatesStore.HeldAsync(session, request.Month, context.CancellationToken)
            : [];
        return new ListEstimatesResponse { Due = { due.Select(ToMessage) }, Estimated = { held.Select(ToMessage) } };
    }

    private static Message.EstimatedGoods ToMessage(EstimatedGoods goods) => new()
    {
        Counterparty = goods.Counterparty,
        CounterpartyName = goods.CounterpartyName,
        Stock = goods.Stock,
        Quantity = goods.Quantity.ToString(),
        AmountFen = goods.Amount.Fen,
    };
}

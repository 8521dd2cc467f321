using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Estimates;

/// <summary>
/// Posts the estimate of a month and its red counterpart on the first day of the next month, together: an estimate that
/// nobody takes back would stand beside the bill. Run again, it posts only what has changed since; where nothing has,
/// it posts nothing.
/// </summary>
internal sealed class RunEstimates(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public async Task<RunEstimatesResponse> HandleAsync(RunEstimatesRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryReadMonth(request.Month, out var month))
            throw refusals.ToRpcException(Refusal.MonthInvalid.On("month", request.Month));

        if (month > BusinessDate.At(clock.GetUtcNow()))
            throw refusals.ToRpcException(Refusal.EstimateTooEarly.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.estimate.run", book.Code);
        var login = context.Caller().Login;
        return await commands.OnceAsync<RunEstimatesResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var missing = await EstimatesDue.FindAsync(work, month, cancellationToken);
                if (missing.Count is 0)
                    return new RunEstimatesResponse();

                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var draft = Estimate.Prepare(book.Registered.Regime, month, missing, login).OnLeaves(chart);
                var estimate = await post.AppendAsync(work, chart, draft, cancellationToken);
                if (!estimate.Allowed)
                    return estimate.Refuse<RunEstimatesResponse>();

                await EstimatesStore.AddAsync(work, estimate.Value, missing, cancellationToken);
                var red = await post.AppendAsync(work, chart, Estimate.TakeBack(estimate.Value), cancellationToken);
                return red.Map(taken => new RunEstimatesResponse
                {
                    Voucher = new VoucherView(estimate.Value, "", taken.Id.ToString("D")).ToMessage(chart),
                    RedVoucher = new VoucherView(taken, "", "").ToMessage(chart),
                });
            });
    }
}

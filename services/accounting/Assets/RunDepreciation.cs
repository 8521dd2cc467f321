using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Assets;

/// <summary>
/// Posts a month's depreciation of all cards. Run again, it posts only what cards lack that came since; where none
/// does, it posts nothing, whatever the request's key.
/// </summary>
internal sealed class RunDepreciation(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    RefusalBook<Refusal> refusals)
{
    public async Task<RunDepreciationResponse> HandleAsync(RunDepreciationRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryReadMonth(request.Month, out var month))
            throw refusals.ToRpcException(Refusal.MonthInvalid.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.depreciation.run", book.Code);
        var login = context.Caller().Login;
        return await commands.OnceAsync<RunDepreciationResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                AssetCard[] cards =
                    [.. (await AssetsStore.LoadAsync(work, cancellationToken)).Select(asset => asset.Card)];
                var state = await VouchersStore.StateAsync(work, cancellationToken);
                if (Depreciation.Refuse(cards, month, state) is { } refused)
                    return refused;

                var due = Depreciation.Due(cards, month);
                if (due.Count is 0)
                    return new RunDepreciationResponse();

                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                var draft = Depreciation.Prepare(due, month, book.Registered.Regime, login).OnLeaves(chart);
                var posted = await post.AppendAsync(work, chart, draft, cancellationToken);
                if (!posted.Allowed)
                    return posted.Refuse<RunDepreciationResponse>();

                await AssetsStore.AddDepreciationsAsync(work, posted.Value, due, cancellationToken);
                return new RunDepreciationResponse
                {
                    Voucher = new VoucherView(posted.Value, "", "").ToMessage(chart),
                    Lines = { due.Select(AssetMessages.ToMessage) },
                };
            });
    }
}

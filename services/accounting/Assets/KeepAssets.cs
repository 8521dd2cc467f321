using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using AssetUse = Region.Accounting.Domain.AssetUse;
using DepreciationMethod = Region.Accounting.Domain.DepreciationMethod;

namespace Region.Accounting.Assets;

/// <summary>Registers, changes and disposes of cards of the asset register, and notes their work.</summary>
internal sealed class KeepAssets(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public Task<RegisterAssetResponse> RegisterAsync(RegisterAssetRequest request, ServerCallContext context) =>
        OnceAsync<RegisterAssetResponse>(
            new AssetCall(request, request.RequestId, request.Book, context),
            async (step, cancellationToken) =>
            {
                if (request.VoucherId.Length > 0
                    && await VoucherPagesStore.FindAsync(step.Work, request.VoucherId, cancellationToken) is null)
                {
                    throw NotFound.Exception();
                }

                var card = AssetRegister.Register(DraftOf(request), step.Book.Registered.Regime);
                if (!card.Allowed)
                    return card.Refuse<RegisterAssetResponse>();

                if (await AssetsStore.FindAsync(step.Work, card.Value.Code, cancellationToken) is not null)
                    return Refusal.AssetCodeTaken.On("asset_code", card.Value.Code);

                await AssetsStore.AddAsync(step.Work, card.Value, request.VoucherId, step.By, cancellationToken);
                return new RegisterAssetResponse
                {
                    Asset = await ReadAsync(step.Work, card.Value.Code, cancellationToken),
                };
            });

    public Task<ChangeAssetResponse> ChangeAsync(ChangeAssetRequest request, ServerCallContext context) =>
        OnceAsync<ChangeAssetResponse>(
            new AssetCall(request, request.RequestId, request.Book, context),
            async (step, cancellationToken) =>
            {
                var card = await RequireAsync(step.Work, request.AssetCode, cancellationToken);
                var terms = AssetRegister.Change(card, ChangeOf(request), step.Book.Registered.Regime);
                if (!terms.Allowed)
                    return terms.Refuse<ChangeAssetResponse>();

                await AssetsStore.AddTermsAsync(step.Work, card.Code, terms.Value, step.By, cancellationToken);
                return new ChangeAssetResponse { Asset = await ReadAsync(step.Work, card.Code, cancellationToken) };
            });

    public Task<DisposeAssetResponse> DisposeAsync(DisposeAssetRequest request, ServerCallContext context) =>
        OnceAsync<DisposeAssetResponse>(
            new AssetCall(request, request.RequestId, request.Book, context),
            async (step, cancellationToken) =>
            {
                var card = await RequireAsync(step.Work, request.AssetCode, cancellationToken);
                var reason = request.Reason.Trim();
                var draft = AssetRegister.Dispose(card, request.DisposedOn, reason, step.Book.Registered.Regime);
                if (!draft.Allowed)
                    return draft.Refuse<DisposeAssetResponse>();

                var chart = await ChartStore.LoadAsync(step.Work, cancellationToken);
                var own = draft.Value.OnLeaves(chart) with
                {
                    PreparedBy = step.By.Login,
                    PostedBy = step.By.Login,
                };
                var posted = await post.AppendAsync(step.Work, chart, own, cancellationToken);
                if (!posted.Allowed)
                    return posted.Refuse<DisposeAssetResponse>();

                await AssetsStore.AddDisposalAsync(
                    step.Work, card.Code, posted.Value, reason, step.By, cancellationToken);
                return new DisposeAssetResponse
                {
                    Asset = await ReadAsync(step.Work, card.Code, cancellationToken),
                    Voucher = new VoucherView(posted.Value, "", "").ToMessage(chart),
                };
            });

    public Task<RecordAssetWorkResponse> WorkAsync(RecordAssetWorkRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryReadMonth(request.Month, out var month))
            throw refusals.ToRpcException(Refusal.MonthInvalid.On("month", request.Month));

        return OnceAsync<RecordAssetWorkResponse>(
            new AssetCall(request, request.RequestId, request.Book, context),
            async (step, cancellationToken) =>
            {
                var card = await RequireAsync(step.Work, request.AssetCode, cancellationToken);
                var units = AssetRegister.Work(card, month, request.Units);
                if (!units.Allowed)
                    return units.Refuse<RecordAssetWorkResponse>();

                await AssetsStore.AddWorkAsync(step.Work, card.Code, month, units.Value, step.By, cancellationToken);
                return new RecordAssetWorkResponse
                {
                    Asset = await ReadAsync(step.Work, card.Code, cancellationToken),
                };
            });
    }

    private static async Task<AssetCard> RequireAsync(Session session, string code, CancellationToken cancellationToken)
        => (await AssetsStore.FindAsync(session, code, cancellationToken))?.Card ?? throw NotFound.Exception();

    private static async Task<Asset> ReadAsync(Session session, string code, CancellationToken cancellationToken) =>
        (await AssetsStore.FindAsync(session, code, cancellationToken))!.ToMessage(null);

    private static AssetDraft DraftOf(RegisterAssetRequest request) => new()
    {
        Code = request.AssetCode.Trim(),
        Name = request.Name.Trim(),
        Category = request.Category.Trim(),
        InService = request.InService,
        Use = (AssetUse)request.Use,
        Method = (DepreciationMethod)request.Method,
        OriginalFen = request.OriginalFen,
        ResidualPartsPerMillion = request.ResidualPpm,
        LifeMonths = request.LifeMonths,
        WorkTotal = request.WorkTotal,
        DepreciatedFen = request.DepreciatedFen,
        DepreciatedMonths = request.DepreciatedMonths,
    };

    private static AssetChange ChangeOf(ChangeAssetRequest request) => new()
    {
        ChangedOn = request.ChangedOn,
        Name = request.Name.Trim(),
        Category = request.Category.Trim(),
        Use = (AssetUse)request.Use,
        OriginalFen = request.OriginalFen,
        ResidualFen = request.ResidualFen,
        RemainingMonths = request.RemainingMonths,
        RemainingWork = request.RemainingWork,
        Reason = request.Reason.Trim(),
    };

    private async Task<TAnswer> OnceAsync<TAnswer>(
        AssetCall call,
        Func<AssetStep, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        var book = await shelf.RequireAsync(call.Book, call.Context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.asset.keep", book.Code);
        var by = new Acting(call.Context.Caller().Login, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await commands.OnceAsync<TAnswer>(
            call.Request,
            call.RequestId,
            book.Store,
            book.Lock,
            call.Context,
            (work, cancellationToken) => act(new AssetStep(work, book, by), cancellationToken));
    }

    private sealed record AssetCall(IMessage Request, string RequestId, string Book, ServerCallContext Context);

    private sealed record AssetStep(UnitOfWork Work, OpenBook Book, Acting By);
}

using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Accounting.Assets;

/// <summary>The asset register on the wire.</summary>
internal sealed class AssetFacade(
    BookShelf shelf,
    RecordLook looks,
    KeepAssets keep,
    RunDepreciation run,
    RefusalBook<Refusal> refusals) : AssetService.AssetServiceBase
{
    public override Task<RegisterAssetResponse> RegisterAsset(
        RegisterAssetRequest request,
        ServerCallContext context) => keep.RegisterAsync(request, context);

    public override Task<ChangeAssetResponse> ChangeAsset(ChangeAssetRequest request, ServerCallContext context) =>
        keep.ChangeAsync(request, context);

    public override Task<DisposeAssetResponse> DisposeAsset(DisposeAssetRequest request, ServerCallContext context) =>
        keep.DisposeAsync(request, context);

    public override Task<RecordAssetWorkResponse> RecordAssetWork(
        RecordAssetWorkRequest request,
        ServerCallContext context) => keep.WorkAsync(request, context);

    public override Task<RunDepreciationResponse> RunDepreciation(
        RunDepreciationRequest request,
        ServerCallContext context) => run.HandleAsync(request, context);

    public override async Task<ListAssetsResponse> ListAssets(ListAssetsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var skip = (int)Math.Min(Paging.Place(request.PageToken, 0).OrThrow(refusals), int.MaxValue);
        var month = DateOnly.MinValue;
        if (request.Month.Length > 0 && !BusinessDate.TryReadMonth(request.Month, out month))
            throw refusals.ToRpcException(Refusal.MonthInvalid.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), "固定资产卡片", context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var assets = await AssetsStore.LoadAsync(session, context.CancellationToken);
        DateOnly? asked = request.Month.Length > 0 ? month : null;
        var page = assets.Skip(skip).Take(size).Select(asset => asset.ToMessage(asked)).ToArray();
        AssetCard[] here = [.. assets.Select(asset => asset.Card).Where(card => card.DisposedOn is null)];
        var accounts = AssetAccounts.Of(book.Registered.Regime);
        return new ListAssetsResponse
        {
            Assets = { page },
            NextPageToken = Paging.Next(page.Length, size, skip + page.Length),
            CardsOriginalFen = Money.Sum(here.Select(card => card.Newest.Original)).Fen,
            AccountOriginalFen = await HeldAsync(session, accounts.Asset, context.CancellationToken),
            CardsDepreciatedFen = Money.Sum(here.Select(card => card.Depreciated)).Fen,
            AccountDepreciatedFen = -await HeldAsync(session, accounts.Depreciation, context.CancellationToken),
        };
    }

    private static async Task<long> HeldAsync(Session session, string account, CancellationToken cancellationToken) =>
        (await BalancesStore.ByCounterpartyAsync(session, account, cancellationToken)).Values.Sum();
}

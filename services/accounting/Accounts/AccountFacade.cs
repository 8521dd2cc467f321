using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using ItemKind = Region.Accounting.Domain.ItemKind;

namespace Region.Accounting.Accounts;

/// <summary>Sub-accounts, registers and versions of the chart on the wire.</summary>
internal sealed class AccountFacade(
    KeepAccounts accounts,
    KeepItems items,
    AdoptChart adopt,
    BookShelf shelf,
    RecordLook looks,
    RefusalBook<Refusal> refusals) : AccountService.AccountServiceBase
{
    private const string Subject = "科目与档案";

    public override Task<OpenSubAccountResponse> OpenSubAccount(
        OpenSubAccountRequest request,
        ServerCallContext context) =>
        accounts.OpenAsync(Call(request, request.RequestId, request.Book, context), new NewSubAccount
        {
            Parent = request.Parent,
            Code = request.Account,
            Name = request.Name.Trim(),
            Counterparty = request.CounterpartyUse.ToUse(),
            Project = request.ProjectUse.ToUse(),
            Stock = request.StockUse.ToUse(),
            TakesAutomatic = request.TakesAutomatic,
        });

    public override Task<RenameSubAccountResponse> RenameSubAccount(
        RenameSubAccountRequest request,
        ServerCallContext context) =>
        accounts.RenameAsync(
            Call(request, request.RequestId, request.Book, context), request.Account, request.Name.Trim());

    public override Task<CloseSubAccountResponse> CloseSubAccount(
        CloseSubAccountRequest request,
        ServerCallContext context)
    {
        if (!BusinessDate.TryRead(request.ClosedOn, out var on))
            refusals.Throw(Refusal.DateInvalid.On("closed_on", request.ClosedOn));

        return accounts.CloseAsync(Call(request, request.RequestId, request.Book, context), request.Account, on);
    }

    public override Task<ReopenSubAccountResponse> ReopenSubAccount(
        ReopenSubAccountRequest request,
        ServerCallContext context) =>
        accounts.ReopenAsync(Call(request, request.RequestId, request.Book, context), request.Account);

    public override Task<RouteAutomaticResponse> RouteAutomatic(
        RouteAutomaticRequest request,
        ServerCallContext context) =>
        accounts.RouteAsync(Call(request, request.RequestId, request.Book, context), request.Account);

    public override Task<AddItemResponse> AddItem(AddItemRequest request, ServerCallContext context) =>
        items.AddAsync(Call(request, request.RequestId, request.Book, context), new AuxiliaryItem
        {
            Kind = KindOf(request.Kind),
            Code = request.ItemCode,
            Name = request.Name.Trim(),
            Unit = request.QuantityUnit.Trim(),
        });

    public override Task<RenameItemResponse> RenameItem(RenameItemRequest request, ServerCallContext context) =>
        items.RenameAsync(
            Call(request, request.RequestId, request.Book, context),
            KindOf(request.Kind),
            request.ItemCode,
            request.Name.Trim());

    public override Task<CloseItemResponse> CloseItem(CloseItemRequest request, ServerCallContext context) =>
        items.CloseAsync(
            Call(request, request.RequestId, request.Book, context), KindOf(request.Kind), request.ItemCode);

    public override Task<ReopenItemResponse> ReopenItem(ReopenItemRequest request, ServerCallContext context) =>
        items.ReopenAsync(
            Call(request, request.RequestId, request.Book, context), KindOf(request.Kind), request.ItemCode);

    public override Task<AdoptChartResponse> AdoptChart(AdoptChartRequest request, ServerCallContext context) =>
        adopt.HandleAsync(
            Call(request, request.RequestId, request.Book, context), request.Version, request.Year);

    public override async Task<ListItemsResponse> ListItems(ListItemsRequest request, ServerCallContext context)
    {
        var kind = KindOf(request.Kind);
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var page = await ItemsStore.PageAsync(session, kind, request.PageToken, size, context.CancellationToken);
        return new ListItemsResponse
        {
            Items = { page.Select(item => item.ToMessage()) },
            NextPageToken = page.Count < size ? "" : page[^1].Code,
        };
    }

    public override async Task<ListChartActsResponse> ListChartActs(
        ListChartActsRequest request,
        ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var before = Paging.Place(request.PageToken, long.MaxValue).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var rows = await AccountUseStore.ActsAsync(session, before, size, context.CancellationToken);
        return new ListChartActsResponse
        {
            Acts = { rows.Select(row => row.ToMessage()) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }

    public override async Task<ListChartVersionsResponse> ListChartVersions(
        ListChartVersionsRequest request,
        ServerCallContext context)
    {
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        return new ListChartVersionsResponse
        {
            Versions = { await Accounts.AdoptChart.ListAsync(session, book, context.CancellationToken) },
        };
    }

    private static AccountCall Call(IMessage request, string requestId, string book, ServerCallContext context) =>
        new(request, requestId, book, context);

    private ItemKind KindOf(Contracts.Accounting.V1.ItemKind kind)
    {
        if (kind is Contracts.Accounting.V1.ItemKind.Unspecified || !Enum.IsDefined(kind))
            refusals.Throw(Refusal.ItemKindUnknown.On("kind", kind));

        return (ItemKind)kind;
    }

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return book;
    }
}

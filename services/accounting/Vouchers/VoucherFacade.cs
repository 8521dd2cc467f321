using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Vouchers;

/// <summary>Vouchers on the wire.</summary>
internal sealed class VoucherFacade(
    BookShelf shelf,
    RecordLook looks,
    ReviewVoucher review,
    ReverseVoucher reverse,
    RefusalBook<Refusal> refusals) : VoucherService.VoucherServiceBase
{
    private const string Subject = "凭证";
    private const int ShortestReason = 4;

    public override async Task<ListVouchersResponse> ListVouchers(
        ListVouchersRequest request,
        ServerCallContext context)
    {
        var page = Page(request.Month, request.PageSize, request.PageToken);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        var (vouchers, next) = await ReadAsync(book, page, context.CancellationToken);
        return new ListVouchersResponse { Vouchers = { vouchers }, NextPageToken = next };
    }

    public override async Task<GetVoucherResponse> GetVoucher(GetVoucherRequest request, ServerCallContext context)
    {
        var (found, chart, _) = await FindAsync(request.Book, request.VoucherId, context);
        return new GetVoucherResponse { Voucher = found.ToMessage(chart) };
    }

    public override async Task<ExplainVoucherResponse> ExplainVoucher(
        ExplainVoucherRequest request,
        ServerCallContext context)
    {
        var (found, chart, book) = await FindAsync(request.Book, request.VoucherId, context);
        return Vouchers.ExplainVoucher.Explain(found.Voucher, book.Registered.Regime, chart);
    }

    public override Task<ReviewVoucherResponse> ReviewVoucher(
        ReviewVoucherRequest request,
        ServerCallContext context) => review.HandleAsync(request, context);

    public override Task<ReverseVoucherResponse> ReverseVoucher(
        ReverseVoucherRequest request,
        ServerCallContext context) => reverse.HandleAsync(request, context);

    public override async Task<LookIntoVouchersResponse> LookIntoVouchers(
        LookIntoVouchersRequest request,
        ServerCallContext context)
    {
        var page = Page(request.Month, request.PageSize, request.PageToken);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        if (!string.Equals(book.Registered.Region, request.Region, StringComparison.Ordinal))
            throw NotFound.Exception();

        var reason = request.Reason.Trim();
        if (reason.Length is < ShortestReason or > Reversal.MaximumReason || !PlainText.IsPlain(reason))
            refusals.Throw(Refusal.ReasonInvalid.On("reason", request.Reason));

        // Recorded before anything is shown: a look that was seen but not noted must not happen.
        await looks.AddAsync(book, context.Caller(), reason, Subject, context.CancellationToken);
        var (vouchers, next) = await ReadAsync(book, page, context.CancellationToken);
        return new LookIntoVouchersResponse { Vouchers = { vouchers }, NextPageToken = next };
    }

    private VoucherPage Page(string month, int size, string token) => new(
        Paging.Place(token, 0).OrThrow(refusals),
        Paging.Month(month, "month").OrThrow(refusals),
        Paging.Size(size).OrThrow(refusals));

    private static async Task<(IReadOnlyList<Message.Voucher> Vouchers, string Next)> ReadAsync(
        OpenBook book,
        VoucherPage page,
        CancellationToken cancellationToken)
    {
        await using var session = await book.Store.ReadAsync(cancellationToken);
        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        var views = await VoucherPagesStore.PageAsync(session, page, cancellationToken);
        var last = views.Count > 0 ? views[^1].Voucher.Sequence : 0;
        return ([.. views.Select(view => view.ToMessage(chart))], Paging.Next(views.Count, page.Most, last));
    }

    private async Task<(VoucherView Found, Chart Chart, OpenBook Book)> FindAsync(
        string code,
        string voucherId,
        ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var found = await VoucherPagesStore.FindAsync(session, voucherId, context.CancellationToken)
            ?? throw NotFound.Exception();
        return (found, await ChartStore.LoadAsync(session, context.CancellationToken), book);
    }
}

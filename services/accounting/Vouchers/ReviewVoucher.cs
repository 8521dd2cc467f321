using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Vouchers;

/// <summary>
/// An accountant, the head or the manager finds a voucher right (审核): once, and never one's own.
/// </summary>
internal sealed class ReviewVoucher(BookShelf shelf, CommandRunner<Refusal> commands, TimeProvider clock)
{
    public async Task<ReviewVoucherResponse> HandleAsync(ReviewVoucherRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        return await commands.OnceAsync<ReviewVoucherResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var found = await VoucherPagesStore.FindAsync(work, request.VoucherId, cancellationToken)
                    ?? throw NotFound.Exception();
                var reviewer = context.Caller().Login;
                var decision = Review.Decide(found.Voucher, found.ReviewedBy, reviewer);
                if (!decision.Allowed)
                    return decision.Refuse<ReviewVoucherResponse>();

                await ReviewsStore.AddAsync(work, found.Voucher.Id, reviewer, clock.GetUtcNow(), cancellationToken);
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                return new ReviewVoucherResponse
                {
                    Voucher = (found with { ReviewedBy = reviewer }).ToMessage(chart),
                };
            });
    }
}

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
using DraftState = Region.Accounting.Domain.DraftState;
using Voucher = Region.Accounting.Domain.Voucher;

namespace Region.Accounting.Drafts;

/// <summary>记账: checked drafts become vouchers, one, or all of a month in the order of their dates.</summary>
internal sealed class PostDrafts(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    /// <summary>One act holds the book's lock, so it is bounded; whoever has more acts again.</summary>
    public const int MostInOneAct = 500;

    private const string Act = "记账";

    /// <summary>Posts one draft; a draft that is posted already answers its voucher.</summary>
    public async Task<PostDraftResponse> HandleAsync(PostDraftRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.draft.post", book.Code);
        return await commands.OnceAsync<PostDraftResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var found = await DraftsStore.FindAsync(work, request.DraftId, cancellationToken)
                    ?? throw NotFound.Exception();
                if (found.Sheet is { State: DraftState.Posted, VoucherId: { } id })
                    return await AnswerAsync(work, id, cancellationToken);

                var now = await BookNow.LoadAsync(work, cancellationToken);
                var posted = await AppendAsync(
                    new DraftStep(work, found.Sheet, now), book.Code, context.Caller(), cancellationToken);
                return posted.Map(voucher => new PostDraftResponse
                {
                    Voucher = new VoucherView(voucher, "", "").ToMessage(now.Chart),
                });
            });
    }

    /// <summary>Posts the checked drafts of a month; what may not be posted is named and stays.</summary>
    public async Task<PostDraftsResponse> HandleAsync(PostDraftsRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryReadMonth(request.Month, out _))
            refusals.Throw(Refusal.MonthInvalid.On("month", request.Month));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.drafts.post", book.Code);
        return await commands.OnceAsync<PostDraftsResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) => await PostMonthAsync(work, request, context, cancellationToken));
    }

    private async Task<PostDraftsResponse> PostMonthAsync(
        UnitOfWork work,
        PostDraftsRequest request,
        ServerCallContext context,
        CancellationToken cancellationToken)
    {
        var response = new PostDraftsResponse();
        var now = await BookNow.LoadAsync(work, cancellationToken);

        // What is posted is checked no more, so the next part begins behind what was skipped.
        while (response.Posted.Count < MostInOneAct && response.Skipped.Count < MostInOneAct)
        {
            var part = (response.Skipped.Count, MostInOneAct - response.Posted.Count);
            var ready = await DraftsStore.CheckedAsync(work, request.Month, part, cancellationToken);
            if (ready.Count is 0)
                break;

            foreach (var draft in ready)
            {
                var id = draft.Sheet.Id.ToString("D");
                var posted = await AppendAsync(
                    new DraftStep(work, draft.Sheet, now), request.Book, context.Caller(), cancellationToken);
                if (posted.Allowed)
                    response.Posted.Add(ToPosted(id, posted.Value));
                else
                    response.Skipped.Add(new SkippedDraft { DraftId = id, Reason = Reason(posted.Refusals) });
            }
        }

        var left = await DraftsStore.CountCheckedAsync(work, request.Month, cancellationToken);
        response.Remaining = (int)left - response.Skipped.Count;
        return response;
    }

    // Decides before it writes, so that a refusal leaves the transaction as it was.
    private async Task<Decision<Voucher, Refusal>> AppendAsync(
        DraftStep step,
        string book,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var content = DraftSteps.Post(step.Sheet, step.Book.Chart, caller.Login);
        if (!content.Allowed)
            return content.Refuse<Voucher>();

        var wrong = await JudgeDraft.ContentAsync(step.Work, step.Sheet, step.Book, cancellationToken);
        if (wrong.Count > 0)
            return wrong.ToArray();

        if (await JudgeDraft.CashAsync(step.Work, step.Sheet, step.Book.Chart, cancellationToken) is { } cash)
            return cash;

        var posted = await post.AppendAsync(step.Work, step.Book.Chart, content.Value, cancellationToken);
        if (!posted.Allowed)
            return posted;

        var sheet = step.Sheet with { State = DraftState.Posted, VoucherId = posted.Value.Id };
        var act = new DraftAct(Act).By(caller, clock.GetUtcNow());
        await DraftsStore.SaveAsync(step.Work, sheet, act, cancellationToken);
        await PostVoucher.AnnounceAsync(step.Work, book, posted.Value, cancellationToken);
        return posted;
    }

    private static async Task<PostDraftResponse> AnswerAsync(
        UnitOfWork work,
        Guid id,
        CancellationToken cancellationToken)
    {
        var chart = await ChartStore.LoadAsync(work, cancellationToken);
        var found = await VoucherPagesStore.FindAsync(work, id.ToString("D"), cancellationToken)
            ?? throw new InvalidOperationException("A posted draft has a voucher.");
        return new PostDraftResponse { Voucher = found.ToMessage(chart) };
    }

    private static string Reason(IReadOnlyList<Refused<Refusal>> refused) =>
        string.Concat(refused.Select(one => one.ToSentence()));

    private static PostedDraft ToPosted(string draftId, Voucher voucher) => new()
    {
        DraftId = draftId,
        VoucherId = voucher.Id.ToString("D"),
        Word = voucher.Content.Word,
        Number = voucher.Number,
    };
}

using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using DraftState = Region.Accounting.Domain.DraftState;

namespace Region.Accounting.Drafts;

/// <summary>Drafts on the wire.</summary>
internal sealed class DraftFacade(
    WorkOnDraft desk,
    PostDrafts post,
    ImportDrafts import,
    BookShelf shelf,
    RecordLook looks,
    RefusalBook<Refusal> refusals) : DraftService.DraftServiceBase
{
    private const string Subject = "凭证草稿";

    public override Task<CreateDraftResponse> CreateDraft(CreateDraftRequest request, ServerCallContext context)
    {
        Decision<NewDraft, Refusal> written = new NewDraft(desk.Read(request.Content));
        return desk.BeginAsync(
            new DraftCall(request, request.RequestId, request.Book, context),
            (_, _) => Task.FromResult(written),
            draft => new CreateDraftResponse { Draft = draft });
    }

    public override Task<UpdateDraftResponse> UpdateDraft(UpdateDraftRequest request, ServerCallContext context)
    {
        var edit = desk.Read(request.Content);
        return desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("修改"),
            async (step, cancellationToken) =>
            {
                // The version first: who lost the race is told that, and not what else is wrong by now.
                var changed = DraftSteps.Change(step.Sheet, request.Version, edit, context.Caller().Login);
                if (!changed.Allowed)
                    return changed;

                var complete = await JudgeDraft.CompleteAsync(step.Work, edit, desk.Today, cancellationToken);
                return complete.Allowed
                    ? DraftSteps.Change(step.Sheet, request.Version, complete.Value, context.Caller().Login)
                    : complete.Refuse<DraftSheet>();
            },
            draft => new UpdateDraftResponse { Draft = draft });
    }

    public override Task<CopyVoucherResponse> CopyVoucher(CopyVoucherRequest request, ServerCallContext context)
    {
        if (!BusinessDate.TryRead(request.AccountingDate, out var date))
            refusals.Throw(Refusal.DateInvalid.On("accounting_date", request.AccountingDate));

        return desk.BeginAsync(
            new DraftCall(request, request.RequestId, request.Book, context),
            async (work, cancellationToken) =>
            {
                var found = await VoucherPagesStore.FindAsync(work, request.VoucherId, cancellationToken)
                    ?? throw NotFound.Exception();
                return ManualVoucher.CopyOf(found.Voucher, date)
                    .Map(copy => new NewDraft(new DraftEdit { Content = copy }));
            },
            draft => new CopyVoucherResponse { Draft = draft });
    }

    public override Task<DiscardDraftResponse> DiscardDraft(DiscardDraftRequest request, ServerCallContext context) =>
        desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("作废", request.Reason.Trim()),
            (step, _) => Task.FromResult(DraftSteps.Discard(step.Sheet, request.Version, request.Reason.Trim())),
            draft => new DiscardDraftResponse { Draft = draft });

    public override Task<CheckDraftResponse> CheckDraft(CheckDraftRequest request, ServerCallContext context) =>
        desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("审核"),
            async (step, cancellationToken) =>
            {
                var isChecked = DraftSteps.Check(step.Sheet, request.Version, context.Caller().Login);
                if (!isChecked.Allowed)
                    return isChecked;

                var wrong = await JudgeDraft.ContentAsync(step.Work, step.Sheet, step.Book, cancellationToken);
                return wrong.Count > 0 ? wrong.ToArray() : isChecked;
            },
            draft => new CheckDraftResponse { Draft = draft });

    public override Task<ReturnDraftResponse> ReturnDraft(ReturnDraftRequest request, ServerCallContext context) =>
        desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("退回", request.Reason.Trim()),
            (step, _) => Task.FromResult(DraftSteps.Return(
                step.Sheet, request.Version, context.Caller().Login, request.Reason.Trim())),
            draft => new ReturnDraftResponse { Draft = draft });

    public override Task<SignDraftResponse> SignDraft(SignDraftRequest request, ServerCallContext context) =>
        desk.StepAsync(
            new DraftCall(request, request.RequestId, request.Book, context) { DraftId = request.DraftId },
            new DraftAct("签字"),
            (step, _) => Task.FromResult(DraftSteps.Sign(
                step.Sheet, request.Version, step.Book.Chart, context.Caller().Login)),
            draft => new SignDraftResponse { Draft = draft });

    public override Task<PostDraftResponse> PostDraft(PostDraftRequest request, ServerCallContext context) =>
        post.HandleAsync(request, context);

    public override Task<PostDraftsResponse> PostDrafts(PostDraftsRequest request, ServerCallContext context) =>
        post.HandleAsync(request, context);

    public override Task<ImportDraftsResponse> ImportDrafts(ImportDraftsRequest request, ServerCallContext context) =>
        import.HandleAsync(request, context);

    public override async Task<GetDraftResponse> GetDraft(GetDraftRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(cancellationToken);
        var found = await DraftsStore.FindAsync(session, request.DraftId, cancellationToken)
            ?? throw NotFound.Exception();
        var now = await BookNow.LoadAsync(session, cancellationToken);
        var acts = await DraftActsStore.OfAsync(session, request.DraftId, cancellationToken);
        return new GetDraftResponse
        {
            Draft = await found.ToMessageAsync(session, now, cancellationToken),
            Acts = { acts.Select(act => act.ToMessage()) },
        };
    }

    public override async Task<ListDraftsResponse> ListDrafts(ListDraftsRequest request, ServerCallContext context)
    {
        var state = (DraftState)request.State;
        if (state is not default(DraftState) && !Enum.IsDefined(state))
            refusals.Throw(Refusal.DraftStateUnknown.On("state", request.State));

        var page = new DraftPage(
            Paging.Place(request.PageToken, 0).OrThrow(refusals),
            state is default(DraftState) ? "" : state.ToString(),
            Paging.Month(request.Month, "month").OrThrow(refusals),
            Paging.Size(request.PageSize).OrThrow(refusals));
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var drafts = await DraftsStore.PageAsync(session, page, context.CancellationToken);
        return new ListDraftsResponse
        {
            Drafts = { drafts.Select(draft => draft.ToMessage(chart)) },
            NextPageToken = Paging.Next(drafts.Count, page.Most, drafts.Count > 0 ? drafts[^1].Seq : 0),
        };
    }

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return book;
    }
}

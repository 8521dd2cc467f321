using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Drafts;

/// <summary>Begins drafts and takes one step with a draft: loads it, decides, saves it with who did what.</summary>
internal sealed class WorkOnDraft(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public DateOnly Today => BusinessDate.At(clock.GetUtcNow());

    /// <summary>Makes one new draft.</summary>
    public async Task<TAnswer> BeginAsync<TAnswer>(
        DraftCall call,
        Func<UnitOfWork, CancellationToken, Task<Decision<NewDraft, Refusal>>> write,
        Func<Message.VoucherDraft, TAnswer> answer)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        var book = await shelf.RequireAsync(call.Book, call.Context.CancellationToken);
        return await OnceAsync<TAnswer>(call, book, async (work, cancellationToken) =>
        {
            var written = await write(work, cancellationToken);
            if (!written.Allowed)
                return written.Refuse<TAnswer>();

            var complete = await JudgeDraft.CompleteAsync(work, written.Value.Edit, Today, cancellationToken);
            if (!complete.Allowed)
                return complete.Refuse<TAnswer>();

            var now = clock.GetUtcNow();
            var begun = DraftSteps.Begin(Guid.CreateVersion7(now), complete.Value, call.Login);
            if (!begun.Allowed)
                return begun.Refuse<TAnswer>();

            var sheet = begun.Value with
            {
                Template = written.Value.Template,
                TemplateMonth = written.Value.TemplateMonth,
            };
            await DraftsStore.AddAsync(work, [sheet], now, cancellationToken);
            var at = now.ToUnixTimeMilliseconds();
            var stored = new StoredDraft(0, sheet, at, at);
            var state = await BookNow.LoadAsync(work, cancellationToken);
            return answer(await stored.ToMessageAsync(work, state, cancellationToken));
        });
    }

    /// <summary>Takes a step with the draft that the call names.</summary>
    public async Task<TAnswer> StepAsync<TAnswer>(
        DraftCall call,
        DraftAct act,
        Func<DraftStep, CancellationToken, Task<Decision<DraftSheet, Refusal>>> decide,
        Func<Message.VoucherDraft, TAnswer> answer)
        where TAnswer : class, IMessage<TAnswer>, new()
    {
        var book = await shelf.RequireAsync(call.Book, call.Context.CancellationToken);
        return await OnceAsync<TAnswer>(call, book, async (work, cancellationToken) =>
        {
            var found = await DraftsStore.FindAsync(work, call.DraftId, cancellationToken)
                ?? throw NotFound.Exception();
            var state = await BookNow.LoadAsync(work, cancellationToken);
            var decision = await decide(new DraftStep(work, found.Sheet, state), cancellationToken);
            if (!decision.Allowed)
                return decision.Refuse<TAnswer>();

            var row = act.By(call.Context.Caller(), clock.GetUtcNow());
            if (!ReferenceEquals(decision.Value, found.Sheet))
            {
                await DraftsStore.SaveAsync(work, decision.Value, row, cancellationToken);
                found = found with { Sheet = decision.Value, ChangedAt = row.ActedAt };
            }

            return answer(await found.ToMessageAsync(work, state, cancellationToken));
        });
    }

    /// <summary>What a maker wrote, or a refusal.</summary>
    public DraftEdit Read(Message.DraftContent? content) => content.Read().OrThrow(refusals);

    private Task<TAnswer> OnceAsync<TAnswer>(
        DraftCall call,
        OpenBook book,
        Func<UnitOfWork, CancellationToken, Task<Decision<TAnswer, Refusal>>> act)
        where TAnswer : class, IMessage<TAnswer>, new() =>
        commands.OnceAsync(call.Request, call.RequestId, book.Store, book.Lock, call.Context, act);
}

/// <summary>A command about a draft.</summary>
internal sealed record DraftCall(IMessage Request, string RequestId, string Book, ServerCallContext Context)
{
    /// <summary>Empty where the draft is yet to be made.</summary>
    public string DraftId { get; init; } = "";

    public string Login => Context.Caller().Login;
}

/// <summary>What a new draft holds and where it comes from.</summary>
internal sealed record NewDraft(DraftEdit Edit, string Template = "", string TemplateMonth = "");

/// <summary>A draft within the transaction that changes it.</summary>
internal sealed record DraftStep(UnitOfWork Work, DraftSheet Sheet, BookNow Book);

/// <summary>What is done, in a word for the record.</summary>
internal readonly record struct DraftAct(string Name, string Reason = "")
{
    public ActRow By(Caller caller, DateTimeOffset at) => new()
    {
        Act = Name,
        Login = caller.Login,
        Name = caller.Name,
        Reason = Reason,
        ActedAt = at.ToUnixTimeMilliseconds(),
    };
}

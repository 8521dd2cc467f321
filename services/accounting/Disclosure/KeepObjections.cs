using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;

namespace Region.Accounting.Disclosure;

/// <summary>Records objections (异议) for villagers, and answers to them.</summary>
internal sealed class KeepObjections(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public async Task<RecordObjectionResponse> RecordAsync(
        RecordObjectionRequest request,
        ServerCallContext context)
    {
        if (!DisclosurePeriod.TryRead(request.Period, out var period))
            throw refusals.ToRpcException(Refusal.DisclosurePeriodInvalid.On("period", request.Period));

        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.objection.record", book.Code);
        return await commands.OnceAsync<RecordObjectionResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var text = Objections.Record(request.Text.Trim(), request.RaisedBy.Trim());
                if (!text.Allowed)
                    return text.Refuse<RecordObjectionResponse>();

                var version = await SheetsStore.NewestAsync(work, period.Name, cancellationToken);
                if (version is 0)
                    throw NotFound.Exception();

                var now = clock.GetUtcNow();
                var row = new ObjectionRow
                {
                    Id = Guid.CreateVersion7(now).ToString("D"),
                    Period = period.Name,
                    Version = version,
                    Text = text.Value,
                    RaisedBy = request.RaisedBy.Trim(),
                    RecordedBy = context.Caller().Login,
                    RecordedAt = now.ToUnixTimeMilliseconds(),
                };
                await ObjectionsStore.AddAsync(work, row, cancellationToken);
                return new RecordObjectionResponse { Objection = row.ToMessage([], withNames: true) };
            });
    }

    public async Task<AnswerObjectionResponse> AnswerAsync(
        AnswerObjectionRequest request,
        ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.objection.answer", book.Code);
        return await commands.OnceAsync<AnswerObjectionResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var found = await ObjectionsStore.FindAsync(work, request.ObjectionId, cancellationToken)
                    ?? throw NotFound.Exception();
                var answers = (await ObjectionsStore.AnswersAsync(work, [found], cancellationToken))[found.Id];
                var text = Objections.Answer(request.Text.Trim(), answers.Count());
                if (!text.Allowed)
                    return text.Refuse<AnswerObjectionResponse>();

                var answer = new AnswerRow
                {
                    ObjectionId = found.Id,
                    Text = text.Value,
                    AnsweredBy = context.Caller().Login,
                    AnsweredAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                };
                await ObjectionsStore.AnswerAsync(work, answer, cancellationToken);
                return new AnswerObjectionResponse
                {
                    Objection = found.ToMessage([.. answers, answer], withNames: true),
                };
            });
    }
}

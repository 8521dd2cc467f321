using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Drafts;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Message = Region.Contracts.Accounting.V1;
using Recurrence = Region.Accounting.Domain.Recurrence;
using VoucherTemplate = Region.Accounting.Domain.VoucherTemplate;

namespace Region.Accounting.Templates;

/// <summary>Templates and recurring vouchers on the wire.</summary>
internal sealed class TemplateFacade(
    WorkOnDraft desk,
    BookShelf shelf,
    RecordLook looks,
    CommandRunner<Refusal> commands,
    TimeProvider clock,
    RefusalBook<Refusal> refusals) : TemplateService.TemplateServiceBase
{
    private const string Subject = "凭证模板";

    public override async Task<CreateTemplateResponse> CreateTemplate(
        CreateTemplateRequest request,
        ServerCallContext context)
    {
        var edit = request.Content.Read(dated: false).OrThrow(refusals);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        return await commands.OnceAsync<CreateTemplateResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var now = clock.GetUtcNow();
                var written = new NewTemplate(
                    request.Name.Trim(), (int)request.Recurrence, request.FirstMonth, edit, context.Caller().Login);
                var template = VoucherTemplate.Make(Guid.CreateVersion7(now), written);
                if (!template.Allowed)
                    return template.Refuse<CreateTemplateResponse>();

                await TemplatesStore.AddAsync(work, template.Value, now, cancellationToken);
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                return new CreateTemplateResponse { Template = ToMessage(template.Value, chart) };
            });
    }

    public override async Task<RetireTemplateResponse> RetireTemplate(
        RetireTemplateRequest request,
        ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        return await commands.OnceAsync<RetireTemplateResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var found = await TemplatesStore.FindAsync(work, request.TemplateId, cancellationToken)
                    ?? throw NotFound.Exception();
                var retired = found.Retire(context.Caller().Login);
                if (!retired.Allowed)
                    return retired.Refuse<RetireTemplateResponse>();

                await TemplatesStore.RetireAsync(work, retired.Value, clock.GetUtcNow(), cancellationToken);
                var chart = await ChartStore.LoadAsync(work, cancellationToken);
                return new RetireTemplateResponse { Template = ToMessage(retired.Value, chart) };
            });
    }

    public override async Task<ListTemplatesResponse> ListTemplates(
        ListTemplatesRequest request,
        ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var after = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var rows = await TemplatesStore.PageAsync(session, after, size, context.CancellationToken);
        return new ListTemplatesResponse
        {
            Templates = { rows.Select(row => ToMessage(row.Template, chart)) },
            NextPageToken = Paging.Next(rows.Count, size, rows.Count > 0 ? rows[^1].Seq : 0),
        };
    }

    public override async Task<ListDueTemplatesResponse> ListDueTemplates(
        ListDueTemplatesRequest request,
        ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        var today = BusinessDate.At(clock.GetUtcNow());
        var book = await OpenAsync(request.Book, context);
        await using var session = await book.Store.ReadAsync(cancellationToken);
        var response = new ListDueTemplatesResponse();
        foreach (var template in await TemplatesStore.RecurringAsync(session, cancellationToken))
        {
            var id = template.Id.ToString("D");
            var made = await TemplatesStore.MonthsMadeAsync(session, id, cancellationToken);
            response.Due.AddRange(template.DueUntil(today)
                .Where(month => !made.Contains(month))
                .Select(month => new DueTemplate { TemplateId = id, Name = template.Name, Month = month }));
        }

        return response;
    }

    public override Task<DraftFromTemplateResponse> DraftFromTemplate(
        DraftFromTemplateRequest request,
        ServerCallContext context)
    {
        if (!BusinessDate.TryRead(request.AccountingDate, out var day))
            refusals.Throw(Refusal.DateInvalid.On("accounting_date", request.AccountingDate));

        return desk.BeginAsync(
            new DraftCall(request, request.RequestId, request.Book, context),
            async (work, cancellationToken) =>
            {
                var template = await TemplatesStore.FindAsync(work, request.TemplateId, cancellationToken)
                    ?? throw NotFound.Exception();
                var made = await TemplatesStore.MonthsMadeAsync(work, request.TemplateId, cancellationToken);
                return template.For(day, made).Map(edit =>
                    new NewDraft(edit, request.TemplateId, template.MonthFor(day) ?? ""));
            },
            draft => new DraftFromTemplateResponse { Draft = draft });
    }

    private static Message.VoucherTemplate ToMessage(VoucherTemplate template, Chart chart) => new()
    {
        TemplateId = template.Id.ToString("D"),
        Name = template.Name,
        Content = template.Edit.Content.ToContent(template.Edit, chart),
        Recurrence = (Message.Recurrence)(template.Recurrence + 1),
        FirstMonth = template.Recurrence is Recurrence.None ? "" : BusinessDate.WriteMonth(template.FirstMonth),
        CreatedBy = template.CreatedBy,
        RetiredBy = template.RetiredBy,
    };

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), Subject, context.CancellationToken);
        return book;
    }
}

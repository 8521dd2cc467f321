using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Ledgers;
using Region.Accounting.Looks;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using StatementForm = Region.Accounting.Domain.StatementForm;

namespace Region.Accounting.Statements;

/// <summary>Statements on the wire. Whoever does not belong to a book leaves a trace in it by reading.</summary>
internal sealed class StatementFacade(
    BookShelf shelf,
    RecordLook looks,
    TimeProvider clock,
    RefusalBook<Refusal> refusals) : StatementService.StatementServiceBase
{
    public override async Task<ListStatementsResponse> ListStatements(
        ListStatementsRequest request,
        ServerCallContext context)
    {
        var moment = Moment(request.Month, "");
        var book = await OpenAsync(request.Book, context);
        var forms = PublishedStatements.For(book.Registered.Regime, moment.Last);
        return new ListStatementsResponse { Statements = { forms.Select(form => form.ToMessage()) } };
    }

    public override async Task<GetStatementResponse> GetStatement(
        GetStatementRequest request,
        ServerCallContext context)
    {
        var moment = Moment(request.Month, request.KnownAt);
        var book = await OpenAsync(request.Book, context);
        var form = FormOf(book, request.Statement, moment);
        await using var open = await OpenLedger.OfAsync(book, context.CancellationToken);
        var sheets = await MakeStatements.MakeAsync(open.Session, open.Chart, form, moment, context.CancellationToken);
        return new GetStatementResponse
        {
            Form = form.ToMessage(),
            Month = BusinessDate.WriteMonth(moment.Month),
            Columns = { form.Columns.Select(column => column.Caption) },
            Lines = { form.Lines.Select(line => line.ToMessage(sheets[0])) },
            Checks = { CheckedRule.Of(sheets[0], sheets).Select(check => check.ToMessage()) },
            Strays = { sheets[0].Strays().Select(stray => stray.ToMessage(open.Chart)) },
        };
    }

    public override async Task<GetStatementLineResponse> GetStatementLine(
        GetStatementLineRequest request,
        ServerCallContext context)
    {
        var moment = Moment(request.Month, request.KnownAt);
        var size = Paging.Size(request.PageSize).OrThrow(refusals);
        var after = Paging.Place(request.PageToken, 0).OrThrow(refusals);
        var book = await OpenAsync(request.Book, context);
        var form = FormOf(book, request.Statement, moment);
        if (form.Find(request.Line) is not { } line)
            throw refusals.ToRpcException(Refusal.StatementLineUnknown.On("line", request.Line));

        if (request.Column < 0 || request.Column > form.Columns.Count)
            throw refusals.ToRpcException(Refusal.StatementLineUnknown.On("column", request.Column));

        Measure? measure = request.Column is 0 ? null : form.Columns[request.Column - 1].Measure;
        await using var open = await OpenLedger.OfAsync(book, context.CancellationToken);
        var sheets = await MakeStatements.MakeAsync(
            open.Session, open.Chart, form, moment, context.CancellationToken);
        var sheet = sheets[0];
        var sources = sheet.SourcesOf(line);
        var query = new SourceQuery
        {
            Accounts = [.. sources.Select(source => source.Account).Distinct(StringComparer.Ordinal)],
            Flow = form.IsFlow(line) ? form.Flow : null,
            WithoutYearEnd = form.Nature is StatementNature.Performance,
            WithOpening = measure is Measure.YearOpening,
            First = moment.SpanOf(measure).First,
            Last = moment.SpanOf(measure).Last,
            After = after,
            Most = size,
            KnownAt = moment.KnownAt,
        };
        var vouchers = sources.Count > 0
            ? await StatementsStore.VouchersAsync(open.Session, query, context.CancellationToken)
            : [];
        return new GetStatementLineResponse
        {
            Line = line.ToMessage(sheet),
            Columns = { form.Columns.Select(column => column.Caption) },
            Sources = { sources.Select(source => source.ToMessage(open.Chart)) },
            Vouchers = { vouchers.Select(voucher => voucher.ToMessage()) },
            NextPageToken = Paging.Next(vouchers.Count, size, vouchers.Count > 0 ? vouchers[^1].Sequence : 0),
        };
    }

    public override async Task ExportStatement(
        ExportStatementRequest request,
        IServerStreamWriter<ExportStatementResponse> responseStream,
        ServerCallContext context)
    {
        var moment = Moment(request.Month, request.KnownAt);
        var book = await OpenAsync(request.Book, context);
        var form = FormOf(book, request.Statement, moment);
        await using var open = await OpenLedger.OfAsync(book, context.CancellationToken);
        var sheets = await MakeStatements.MakeAsync(open.Session, open.Chart, form, moment, context.CancellationToken);
        var table = sheets[0].ToTable(
            $"{book.Registered.Name}（{book.Code}）",
            BusinessDate.WriteMonth(moment.Month),
            CheckedRule.Of(sheets[0], sheets));
        await OutgoingFile.Of(table, request.Format).SendAsync(
            part => responseStream.WriteAsync(new ExportStatementResponse { Part = part }, context.CancellationToken));
    }

    private StatementForm FormOf(OpenBook book, string statement, StatementMoment moment) =>
        PublishedStatements.For(book.Registered.Regime, moment.Last)
            .FirstOrDefault(form => string.Equals(form.Statement, statement, StringComparison.Ordinal))
        ?? throw refusals.ToRpcException(Refusal.StatementUnknown.On("statement", statement));

    private StatementMoment Moment(string month, string knownAt) => new(
        LedgerRequests.MonthOr(BusinessDate.At(clock.GetUtcNow()), month).OrThrow(refusals),
        LedgerRequests.KnownAt(knownAt).OrThrow(refusals));

    private async Task<OpenBook> OpenAsync(string code, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(code, context.CancellationToken);
        await looks.NoteAsync(book, context.Caller(), "财务报表", context.CancellationToken);
        return book;
    }
}

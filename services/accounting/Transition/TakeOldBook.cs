using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Accounts;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Regime = Region.Accounting.Domain.Regime;

namespace Region.Accounting.Transition;

/// <summary>
/// Shows what becomes of an old book, and takes it over: opening voucher and evidence in one transaction.
/// </summary>
internal sealed class TakeOldBook(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    PostVoucher post,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    public async Task<PreviewTransitionResponse> HandleAsync(
        PreviewTransitionRequest request,
        ServerCallContext context)
    {
        var book = await RequireAsync(request.Book, context.CancellationToken);
        var tables = Read(request.BalanceTable, request.MappingTable, request.OpeningDate);
        await using var session = await book.Store.ReadAsync(context.CancellationToken);
        var chart = await ChartStore.LoadAsync(session, context.CancellationToken);
        var plan = tables.Plan(chart);
        var opened = await RefuseOpeningAsync(session, book, tables.Date, context.CancellationToken);
        Refused<Refusal>[] whole = opened is null ? [.. plan.Whole] : [opened.Value, .. plan.Whole];
        return new PreviewTransitionResponse
        {
            Lines = { plan.Lines.Select(line => line.ToMessage(chart)) },
            Totals = plan.ToTotals(),
            Problems = { whole.Select(refused => refused.ToSentence()) },
            Importable = opened is null && plan.Refused().Count is 0,
        };
    }

    public async Task<ImportOldBookResponse> HandleAsync(ImportOldBookRequest request, ServerCallContext context)
    {
        var book = await RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.transition.import", book.Code);
        var tables = Read(request.BalanceTable, request.MappingTable, request.OpeningDate);
        return await commands.OnceAsync<ImportOldBookResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            (work, cancellationToken) =>
                ImportAsync(work, book, tables, context.Caller(), cancellationToken));
    }

    private async Task<Decision<ImportOldBookResponse, Refusal>> ImportAsync(
        UnitOfWork work,
        OpenBook book,
        OldTables tables,
        Caller caller,
        CancellationToken cancellationToken)
    {
        if (await RefuseOpeningAsync(work, book, tables.Date, cancellationToken) is { } refused)
            return refused;

        var chart = await ChartStore.LoadAsync(work, cancellationToken);
        var plan = tables.Plan(chart);
        var draft = OldBook.Prepare(plan, tables.Date, caller.Login);
        if (!draft.Allowed)
            return draft.Refuse<ImportOldBookResponse>();

        var posted = await post.AppendAsync(work, chart, draft.Value, cancellationToken);
        if (!posted.Allowed)
            return posted.Refuse<ImportOldBookResponse>();

        await ItemsStore.BringInAsync(work, plan.Lines.SelectMany(line => line.Items()), cancellationToken);
        var id = posted.Value.Id.ToString("D");
        var record = tables.ToRecord(id, caller, clock.GetUtcNow());
        await TransitionStore.AddAsync(work, record, plan.Lines, cancellationToken);
        return new ImportOldBookResponse { VoucherId = id, Lines = plan.Lines.Count, Totals = plan.ToTotals() };
    }

    private static async Task<Refused<Refusal>?> RefuseOpeningAsync(
        Session session,
        OpenBook book,
        DateOnly date,
        CancellationToken cancellationToken)
    {
        var state = await VouchersStore.StateAsync(session, cancellationToken);
        var first = await VouchersStore.FirstDateAsync(session, cancellationToken);
        return Opening.Refuse(book.Code, new OpeningState(state.OpeningDate, first), date);
    }

    private async Task<OpenBook> RequireAsync(string code, CancellationToken cancellationToken)
    {
        var book = await shelf.RequireAsync(code, cancellationToken);
        if (book.Registered.Regime is not Regime.Village2023)
            refusals.Throw(Refusal.TransitionRegime.On("book", code));

        return book;
    }

    private OldTables Read(ByteString balance, ByteString mapping, string openingDate)
    {
        if (!BusinessDate.TryRead(openingDate, out var date))
            refusals.Throw(Refusal.DateInvalid.On("opening_date", openingDate));

        return new OldTables(
            TransitionTables.ReadBalance(balance).OrThrow(refusals),
            TransitionTables.ReadMapping(mapping).OrThrow(refusals),
            date)
        {
            Balance = balance,
            Mapping = mapping,
        };
    }

    private sealed record OldTables(
        IReadOnlyList<OldRow> Rows,
        IReadOnlyList<OwnMappingRow> Own,
        DateOnly Date)
    {
        public required ByteString Balance { get; init; }

        public required ByteString Mapping { get; init; }

        public TransitionPlan Plan(Chart chart) =>
            OldBook.Plan(Rows, Own, TransitionTables.Published, chart, Date);

        public TransitionRecord ToRecord(string voucherId, Caller caller, DateTimeOffset now) => new()
        {
            VoucherId = voucherId,
            OpeningDate = BusinessDate.Write(Date),
            MappingVersion = TransitionTables.Published.Version,
            BalanceTable = Balance.ToByteArray(),
            MappingTable = Mapping.ToByteArray(),
            Login = caller.Login,
            Name = caller.Name,
            ActedAt = now.ToUnixTimeMilliseconds(),
        };
    }
}

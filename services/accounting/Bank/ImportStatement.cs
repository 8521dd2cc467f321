using System.Security.Cryptography;
using Grpc.Core;
using Region.Accounting.Books;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Platform.Tables;
using StatementRow = Region.Accounting.Domain.StatementRow;

namespace Region.Accounting.Bank;

/// <summary>Takes a bank's statement in: every new row, or none.</summary>
internal sealed class ImportStatement(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    RefusalBook<Refusal> refusals,
    TimeProvider clock)
{
    private static readonly Lazy<StatementLayout> Layout = new(() => StatementLayout.Read(
        ResourceText.All(typeof(ImportStatement).Assembly, ".Bank.statement-headers.").Single()));

    public async Task<ImportStatementResponse> HandleAsync(ImportStatementRequest request, ServerCallContext context)
    {
        var rows = Read(request).OrThrow(refusals);
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.statement.import", book.Code);
        var login = context.Caller().Login;
        return await commands.OnceAsync<ImportStatementResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            (work, cancellationToken) => ImportAsync(work, request, rows, login, cancellationToken));
    }

    private static Decision<IReadOnlyList<StatementRow>, Refusal> Read(ImportStatementRequest request)
    {
        var layout = Layout.Value;
        var columns = new TableLayout { Columns = [], Optional = [.. layout.Columns()] };
        var table = TableReader.Read(request.Table.Memory, columns);
        if (!table.IsReadable)
        {
            return table.Problems
                .Select(problem => Refusal.StatementTableInvalid.On(problem.PlaceIn("table"), problem.Sentence))
                .ToArray();
        }

        return BankStatement.Read([.. table.Rows.Select(row => layout.Pick(row.Number, name => row[name]))], layout);
    }

    private async Task<Decision<ImportStatementResponse, Refusal>> ImportAsync(
        UnitOfWork work,
        ImportStatementRequest request,
        IReadOnlyList<StatementRow> rows,
        string login,
        CancellationToken cancellationToken)
    {
        var account = BankAccounts.Choose(
            await ChartStore.LoadAsync(work, cancellationToken), request.BankAccount);
        if (!account.Allowed)
            return account.Refuse<ImportStatementResponse>();

        var known = await BankStore.KnownAsync(
            work, account.Value, rows[0].Date, rows[^1].Date, cancellationToken);
        var join = BankStatement.Join(known, rows);
        if (!join.Allowed)
            return join.Refuse<ImportStatementResponse>();

        if (request.OutstandingFen is not 0 && !join.Value.IsStart)
            return Refusal.OutstandingNotFirst.On("outstanding_fen", new Money(request.OutstandingFen));

        if (request.OutstandingFen is < -Bookkeeping.MaximumFen or > Bookkeeping.MaximumFen)
            return Refusal.StatementAmountInvalid.On("outstanding_fen", new Money(request.OutstandingFen));

        await KeepAsync(work, request, account.Value, join.Value, login, cancellationToken);
        return new ImportStatementResponse
        {
            ImportedLines = join.Value.Added.Count,
            KnownLines = join.Value.Known,
            FromDate = BusinessDate.Write(rows[0].Date),
            ToDate = BusinessDate.Write(rows[^1].Date),
            ClosingBalanceFen = rows[^1].Balance.Fen,
        };
    }

    private Task KeepAsync(
        UnitOfWork work,
        ImportStatementRequest request,
        string account,
        StatementJoin join,
        string login,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var import = new BankImportRow
        {
            ImportId = Guid.CreateVersion7(now).ToString("D"),
            Account = account,
            Outstanding = request.OutstandingFen,
            Lines = join.Added.Count,
            Known = join.Known,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(request.Table.Span)),
            Login = login,
            ImportedAt = now.ToUnixTimeMilliseconds(),
        };
        var lines = join.Added.Select(row => new BankLineRow
        {
            LineId = Guid.CreateVersion7(now).ToString("D"),
            Account = account,
            LineDate = BusinessDate.Write(row.Date),
            Summary = row.Summary,
            CounterpartyName = row.Counterparty,
            Reference = row.Reference,
            Amount = row.Amount.Fen,
            Balance = row.Balance.Fen,
        });
        return BankStore.AddAsync(work, import, [.. lines], cancellationToken);
    }
}

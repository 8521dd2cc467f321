using Google.Protobuf;
using Grpc.Core;
using Region.Accounting.Accounts;
using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Region.Kernel;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Tables;

namespace Region.Accounting.Drafts;

/// <summary>Makes drafts from a table, all rows or none.</summary>
internal sealed class ImportDrafts(
    BookShelf shelf,
    CommandRunner<Refusal> commands,
    TimeProvider clock,
    RefusalBook<Refusal> refusals)
{
    private static readonly TableLayout Layout = new()
    {
        Columns = ["凭证号", "日期", "字", "摘要", "科目编码", "借方", "贷方"],
        Optional = ["往来单位", "往来单位名称", "项目", "存货", "数量", "附件数", "无附件说明"],
        MaxRows = 200_000,
        MaxBytes = 14 * 1024 * 1024,
    };

    public async Task<ImportDraftsResponse> HandleAsync(ImportDraftsRequest request, ServerCallContext context)
    {
        var book = await shelf.RequireAsync(request.Book, context.CancellationToken);
        using var activity = AccountingTelemetry.Start("accounting.drafts.import", book.Code);
        var rows = Read(request.Table).OrThrow(refusals);
        var login = context.Caller().Login;
        return await commands.OnceAsync<ImportDraftsResponse>(
            request,
            request.RequestId,
            book.Store,
            book.Lock,
            context,
            async (work, cancellationToken) =>
            {
                var now = clock.GetUtcNow();
                var state = await BookNow.LoadAsync(work, cancellationToken);
                var named = ItemRules.NamedBy(rows.Select(row => row.Items()));
                var known = await ItemsStore.KnownAsync(work, named, cancellationToken);
                var sheets = DraftImport.Decide(
                    rows,
                    new ImportBook(state.Chart, state.State, known, BusinessDate.At(now)),
                    edit => Sheet(edit, now, login));
                if (!sheets.Allowed)
                    return sheets.Refuse<ImportDraftsResponse>();

                await DraftsStore.AddAsync(work, sheets.Value, now, cancellationToken);
                return new ImportDraftsResponse
                {
                    Drafts = sheets.Value.Count,
                    Lines = rows.Count,
                    TotalDebitFen = Money.Sum(sheets.Value.Select(sheet => DraftTotals.Of(sheet.Content).Debit)).Fen,
                };
            });
    }

    private static DraftSheet Sheet(DraftEdit edit, DateTimeOffset now, string login) => new()
    {
        Id = Guid.CreateVersion7(now),
        Content = edit.Content with { PreparedBy = login },
        AttachmentsReason = edit.AttachmentsReason,
        Makers = [login],
    };

    private static Decision<IReadOnlyList<ImportRow>, Refusal> Read(ByteString table)
    {
        var result = TableReader.Read(table.Memory, Layout);
        if (!result.IsReadable)
        {
            return result.Problems
                .Select(problem => Refusal.ImportTableInvalid.On(problem.PlaceIn("table"), problem.Sentence))
                .ToArray();
        }

        return result.Rows.Select(ToRow).ToArray();
    }

    private static ImportRow ToRow(TableRow row) => new()
    {
        Row = row.Number,
        Number = row["凭证号"],
        Date = row["日期"],
        Word = row["字"],
        Summary = row["摘要"],
        Account = row["科目编码"],
        Counterparty = row["往来单位"],
        CounterpartyName = row["往来单位名称"],
        Project = row["项目"],
        Stock = row["存货"],
        Quantity = row["数量"],
        Debit = row["借方"],
        Credit = row["贷方"],
        Attachments = row["附件数"],
        AttachmentsReason = row["无附件说明"],
    };
}

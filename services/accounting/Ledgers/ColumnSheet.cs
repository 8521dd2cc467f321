using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Contracts.Accounting.V1;
using Account = Region.Accounting.Domain.Account;
using Posting = Region.Accounting.Domain.Posting;
using Side = Region.Accounting.Domain.Side;

namespace Region.Accounting.Ledgers;

/// <summary>多栏账: the lines of an account under columns, on the account's normal side.</summary>
internal sealed class ColumnSheet(OpenLedger open, Account account, ColumnKind kind)
{
    private readonly int _sign = account.Side is Side.Debit ? 1 : -1;

    /// <summary>The columns that the span has anything in, each with its sum.</summary>
    public async Task<IReadOnlyList<LedgerColumn>> ColumnsAsync(
        DetailQuery query,
        CancellationToken cancellationToken)
    {
        var column = kind switch
        {
            ColumnKind.Project => "project",
            ColumnKind.Counterparty => "counterparty",
            _ => "account",
        };
        var sums = await DetailsStore.ColumnsAsync(open.Session, query, column, cancellationToken);
        var names = kind is ColumnKind.Counterparty
            ? await ChartStore.CounterpartiesAsync(open.Session, cancellationToken)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        return
        [
            .. sums.GroupBy(
                    sum => kind is ColumnKind.Project or ColumnKind.Counterparty ? sum.Code : Below(sum.Code),
                    StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new LedgerColumn
                {
                    Code = group.Key,
                    Name = NameOf(group.Key, names),
                    TotalFen = group.Sum(sum => sum.Net) * _sign,
                }),
        ];
    }

    /// <summary>The lines of a page, each with its column; totals and openings stand in none.</summary>
    public IEnumerable<ColumnRow> Rows(DetailPage page, IReadOnlyList<LedgerColumn> columns)
    {
        var places = columns.Select((column, place) => (column.Code, place))
            .ToDictionary(column => column.Code, column => column.place, StringComparer.Ordinal);
        return page.Rows().Where(row => row.Entry is not null).Select(row => new ColumnRow
        {
            Row = row.ToMessage(open.Chart),
            Column = places[CodeOf(row.Entry!.Posting)],
            AmountFen = (row.Moved.Debit - row.Moved.Credit).Fen * _sign,
        });
    }

    private string NameOf(string code, IReadOnlyDictionary<string, string> names) => kind switch
    {
        ColumnKind.Project => code,
        ColumnKind.Counterparty => names.GetValueOrDefault(code, "") is { Length: > 0 } name ? name : code,
        _ => open.Chart.NameOf(code),
    };

    private string CodeOf(Posting posting) => kind switch
    {
        ColumnKind.Project => posting.Project,
        ColumnKind.Counterparty => posting.Counterparty,
        _ => Below(posting.Account),
    };

    // The account one level below the asked one.
    private string Below(string code) => Chart.AtLevel(code, account.Code.Count(letter => letter is '.') + 2);
}

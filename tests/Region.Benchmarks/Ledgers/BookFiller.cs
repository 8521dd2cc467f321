using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Vouchers;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Benchmarks.Ledgers;

/// <summary>
/// Fills a village's book with vouchers of four lines over one year, many in a transaction, with numbers, chain and
/// balances as the service itself keeps them.
/// </summary>
internal sealed class BookFiller(Database store, string book)
{
    public const int LinesPerVoucher = 4;

    private const int PerTransaction = 2_000;
    private const int Counterparties = 300;
    private const int StockItems = 50;

    private static readonly DateTimeOffset Recorded = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Chain _chain = Chain.StartOf(book);
    private readonly Dictionary<string, int> _numbers = [];

    public async Task FillAsync(long vouchers, CancellationToken cancellationToken)
    {
        for (long done = 0; done < vouchers; done += PerTransaction)
        {
            await using var work = await store.BeginAsync($"book:{book}", cancellationToken);
            var moved = new Dictionary<BalanceKey, Turnover>();
            for (var number = done; number < Math.Min(done + PerTransaction, vouchers); number++)
            {
                var draft = Draft(number, vouchers);
                await AppendAsync(work, draft, cancellationToken);
                foreach (var (key, turnover) in Turnover.Of(draft))
                    moved[key] = moved.GetValueOrDefault(key) + turnover;
            }

            await BalancesStore.AddAsync(work, moved, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private async Task AppendAsync(UnitOfWork work, Draft draft, CancellationToken cancellationToken)
    {
        var month = BusinessDate.WriteMonth(draft.Date);
        var number = _numbers[month] = _numbers.GetValueOrDefault(month) + 1;
        var at = Recorded.AddSeconds(_chain.Count);
        var voucher = _chain.Append(draft, Guid.CreateVersion7(at), number, at);
        await VouchersStore.AppendAsync(work, voucher, cancellationToken);
        _chain = Chain.EndingIn(voucher);
    }

    private static Draft Draft(long number, long vouchers)
    {
        var party = FormattableString.Invariant($"M{number % Counterparties:000}");
        var stock = FormattableString.Invariant($"S{number % StockItems:00}");
        var fen = 1_000 + (number * 7 % 90_000);
        return new Draft
        {
            Word = Words.General,
            Date = new DateOnly(2026, 1, 1).AddDays((int)(number * 365 / vouchers)),
            Summary = FormattableString.Invariant($"第{number}笔"),
            PreparedBy = Words.Automatic,
            PostedBy = Words.Automatic,
            Postings =
            [
                Line("113", party) with { Debit = new Money(fen) },
                Line("501", "") with { Credit = new Money(fen) },
                Line("511", "") with { Debit = new Money(fen / 2) },
                number % 2 is 0
                    ? Line("102", "") with { Credit = new Money(fen / 2) }
                    : Line("121", "") with
                    {
                        Credit = new Money(fen / 2),
                        Stock = stock,
                        Quantity = Quantity.FromThousandths(1_000),
                    },
            ],
        };
    }

    private static Region.Accounting.Domain.Posting Line(string account, string counterparty) => new()
    {
        Account = account,
        Counterparty = counterparty,
        CounterpartyName = counterparty,
    };
}

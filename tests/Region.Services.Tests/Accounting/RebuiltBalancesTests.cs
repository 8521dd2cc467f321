using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;
using Posting = Region.Accounting.Domain.Posting;
using Voucher = Region.Accounting.Domain.Voucher;
using VoucherKind = Region.Accounting.Domain.VoucherKind;

namespace Region.Services.Tests.Accounting;

/// <summary>Balances that are summed from every line are those that the book keeps.</summary>
public sealed class RebuiltBalancesTests(AccountingWorlds worlds)
{
    private const int Vouchers = 60;

    private static readonly BalanceItems[] Splits =
    [
        BalanceItems.None, BalanceItems.Counterparty, BalanceItems.Stock,
        BalanceItems.Counterparty | BalanceItems.Project | BalanceItems.Stock,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Sqlite, 1)]
    [InlineData(StoreKind.Sqlite, 2)]
    [InlineData(StoreKind.Postgres, 1)]
    public async Task The_sums_of_the_lines_are_the_kept_balances_and_those_known_at_any_moment(
        StoreKind kind, int seed)
    {
        var book = await InAsync(worlds, kind, Token);
        var posted = await PostAsync(book, new Random(seed));
        await using var session = await (await book.Region.StoreAsync(book.Code, Token)).ReadAsync(Token);

        var rebuilt = await RebuiltBalances.SumAsync(session, long.MaxValue, Token);

        Listed(rebuilt).ShouldBe(Listed(await BalancesStore.AllAsync(session, Token)));
        foreach (var known in (int[])[0, Vouchers / 3, Vouchers])
        {
            var moment = known is 0 ? 0 : posted[known - 1].RecordedAt;
            Listed(await RebuiltBalances.SumAsync(session, moment, Token))
                .ShouldBe(Listed(Sums(posted.Take(known))));
        }

        foreach (var split in Splits)
        {
            foreach (var (from, to) in ((string, string)[])[("", ""), ("2026-02", "2026-03"), ("2026-12", "2026-12")])
            {
                var query = new BalanceQuery { FromMonth = from, ToMonth = to, SplitBy = split };
                (await BalancesStore.LinesAsync(session, query with { KnownAt = long.MaxValue }, Token))
                    .ShouldBe(await BalancesStore.LinesAsync(session, query, Token));
            }
        }
    }

    private static async Task<IReadOnlyList<Voucher>> PostAsync(KeptBook book, Random random)
    {
        var posted = new List<Voucher>
        {
            await book.PostAsync(
                VoucherKind.Opening, "2026-01-01", "期初", Token, Debit("102", 90_000), Credit("311", 90_000)),
        };
        while (posted.Count < Vouchers)
        {
            var fen = random.Next(1, 1_000_000);
            var month = random.Next(1, 13);
            var yearEnd = month is 12 && random.Next(2) is 0;
            posted.Add(await book.PostAsync(
                yearEnd ? VoucherKind.YearEnd : VoucherKind.Ordinary,
                FormattableString.Invariant($"2026-{month:00}-{(yearEnd ? 31 : random.Next(1, 29)):00}"),
                "样例",
                Token,
                [.. Lines(random, fen)]));
        }

        return posted;
    }

    private static IEnumerable<Posting> Lines(Random random, long fen) => random.Next(3) switch
    {
        0 => [Debit("113", fen, party: $"户{random.Next(4)}"), Credit("501", fen)],
        1 =>
        [
            Debit("121", fen, stock: $"M00{random.Next(3)}", quantity: random.Next(1, 5_000)),
            Debit("121", 7, stock: "M001", quantity: 1), Credit("102", fen + 7),
        ],
        _ =>
        [
            Debit("511", fen), Credit("121", fen, stock: $"M00{random.Next(3)}", quantity: random.Next(1, 5_000)),
        ],
    };

    private static Dictionary<BalanceKey, Turnover> Sums(IEnumerable<Voucher> vouchers)
    {
        var sums = new Dictionary<BalanceKey, Turnover>();
        foreach (var (key, moved) in vouchers.SelectMany(voucher => Turnover.Of(voucher.Content)))
            sums[key] = sums.GetValueOrDefault(key) + moved;
        return sums;
    }

    private static IReadOnlyList<string> Listed(IReadOnlyDictionary<BalanceKey, Turnover> balances) =>
        [.. balances.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)];
}

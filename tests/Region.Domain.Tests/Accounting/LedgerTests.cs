using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class LedgerTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly DateOnly First = new(2025, 11, 20);

    private static readonly Gen<DetailEntry[]> AnyEntries =
        from lines in (
            from days in Gen.Choose(0, 25)
            from fen in Gen.Choose(-500, 500)
            from debit in Gen.Elements(true, false)
            from quantity in Gen.Choose(0, 9)
            select (days, fen: fen is 0 ? 7 : fen, debit, quantity)).ArrayOf()
        select lines.Aggregate(
            (Day: First, Entries: new List<DetailEntry>()),
            (sum, line) =>
            {
                var day = sum.Day.AddDays(line.days > 20 ? 40 : line.days / 4);
                sum.Entries.Add(Entry(sum.Entries.Count + 1, day, line.fen, line.debit, line.quantity));
                return (day, sum.Entries);
            },
            sum => sum.Entries.ToArray());

    private static readonly Gen<AgeingEntry[]> AnyDealings =
        from lines in (
            from days in Gen.Choose(0, 90)
            from fen in Gen.Choose(-400, 400)
            from red in Gen.Choose(0, 5)
            select (days, fen, red)).ArrayOf()
        select lines.Aggregate(
            (Day: First, Entries: new List<AgeingEntry>()),
            (sum, line) =>
            {
                var day = sum.Day.AddDays(line.days);
                var number = sum.Entries.Count + 1;
                var cancelled = line.red is 0 && number > 1 ? sum.Entries[(number - 1) / 2] : null;
                sum.Entries.Add(Dealing(
                    number, day, cancelled is null ? line.fen : -cancelled.Amount.Fen, cancelled?.Sequence ?? 0));
                return (day, sum.Entries);
            },
            sum => sum.Entries.ToArray());

    [Fact]
    public void Totals_and_balances_do_not_depend_on_where_the_pages_are_cut()
    {
        var cases = from entries in AnyEntries from size in Gen.Choose(1, 7) select (entries, size);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var whole = PagesOf(one.entries, Math.Max(1, one.entries.Length)).Where(IsNoPageMark).ToList();
            var cut = PagesOf(one.entries, one.size).Where(IsNoPageMark).ToList();

            cut.ShouldBe(whole);
        }).Check(Thorough);
    }

    [Fact]
    public void The_balance_runs_from_the_opening_to_the_sum_of_all_lines()
    {
        Prop.ForAll(AnyEntries.ToArbitrary(), entries =>
        {
            var rows = PagesOf(entries, 3).ToList();
            var moved = entries.Sum(entry => (entry.Posting.Debit - entry.Posting.Credit).Fen);

            rows[^1].Standing.Balance.Fen.ShouldBe(1_000 + moved);
            var months = rows.Where(row => row.Kind is DetailRowKind.MonthTotal).ToList();
            months.Sum(row => (row.Moved.Debit - row.Moved.Credit).Fen).ShouldBe(moved);
        }).Check(Thorough);
    }

    [Fact]
    public void A_journal_balances_every_day_and_names_the_month_and_the_year()
    {
        DetailEntry[] entries =
        [
            Entry(1, new(2026, 1, 5), 100, debit: true, 0),
            Entry(2, new(2026, 1, 5), 30, debit: false, 0),
            Entry(3, new(2026, 2, 1), 5, debit: true, 0),
        ];

        var rows = PagesOf(entries, 9).ToList();

        rows.Select(row => row.Kind).ShouldBe(
        [
            DetailRowKind.Opening, DetailRowKind.Voucher, DetailRowKind.Voucher, DetailRowKind.DayTotal,
            DetailRowKind.MonthTotal, DetailRowKind.YearTotal, DetailRowKind.Voucher, DetailRowKind.DayTotal,
            DetailRowKind.MonthTotal, DetailRowKind.YearTotal,
        ]);
        rows.Select(row => row.Standing.Balance.Fen)
            .ShouldBe([1_000, 1_100, 1_070, 1_070, 1_070, 1_070, 1_075, 1_075, 1_075, 1_075]);
        (rows[^1].Moved.Debit.Fen, rows[^1].Moved.Credit.Fen).ShouldBe((105, 30));
        (rows[^2].Moved.Debit.Fen, rows[^2].Moved.Credit.Fen).ShouldBe((5, 0));
    }

    [Fact]
    public void A_page_begins_with_what_was_brought_forward_and_ends_with_what_is_carried_forward()
    {
        DetailEntry[] entries = [.. Enumerable.Range(1, 3).Select(n => Entry(n, new(2026, 1, 5), 10, true, 0))];

        PagesOf(entries, 1).Where(row => !IsNoPageMark(row)).Select(row => (row.Kind, row.Standing.Balance.Fen))
            .ShouldBe(
            [
                (DetailRowKind.Opening, 1_000), (DetailRowKind.CarriedForward, 1_010),
                (DetailRowKind.BroughtForward, 1_010), (DetailRowKind.CarriedForward, 1_020),
                (DetailRowKind.BroughtForward, 1_020),
            ]);
    }

    [Fact]
    public void A_balance_goes_over_into_the_next_year_in_words_and_an_empty_one_does_not()
    {
        DetailEntry[] entries =
        [
            Entry(1, new(2025, 12, 31), 100, debit: true, 0),
            Entry(2, new(2026, 1, 5), 1_100, debit: false, 0),
            Entry(3, new(2027, 1, 5), 7, debit: true, 0),
        ];

        PagesOf(entries, 9, endsYear: true).Where(row => row.Kind >= DetailRowKind.YearBroughtForward)
            .Select(row => (row.Kind, row.Standing.Balance.Fen))
            .ShouldBe(
            [
                (DetailRowKind.YearCarriedForward, 1_100), (DetailRowKind.YearBroughtForward, 1_100),
                (DetailRowKind.YearCarriedForward, 7),
            ]);
        var first = new LedgerStanding { Date = new(2026, 1, 1), Balance = new Money(5) };
        new DetailPage { Start = first, IsFirst = true, Entries = [], Next = null, Daily = false }.Rows()[0].Kind
            .ShouldBe(DetailRowKind.YearBroughtForward);
    }

    [Theory]
    [InlineData("2026-03-31.12.3", true)]
    [InlineData("2026-03-31.12", false)]
    [InlineData("2026-02-30.1.1", false)]
    [InlineData("2026-03-31.-1.1", false)]
    [InlineData("V0201", false)]
    public void A_place_is_read_only_as_it_was_written(string text, bool read)
    {
        DetailPlace.TryRead(text, out var place).ShouldBe(read);
        if (read)
            place.ToString().ShouldBe(text);
    }

    [Fact]
    public void The_bands_of_an_ageing_add_up_to_the_balance_and_stand_on_its_side()
    {
        Prop.ForAll(AnyDealings.ToArbitrary(), entries =>
        {
            var balance = entries.Sum(entry => entry.Amount.Fen);
            var open = Ageing.Open(entries);
            var asOf = First.AddDays(9_999);

            Ageing.ByAge(open, asOf).Sum(band => band.Fen).ShouldBe(balance);
            open.ShouldAllBe(item => Math.Sign(item.Open.Fen) == Math.Sign(balance));
            open.ShouldAllBe(item => Math.Abs(item.Open.Fen) <= Math.Abs(item.Entry.Amount.Fen));
        }).Check(Thorough);
    }

    [Fact]
    public void A_payment_settles_the_oldest_and_a_red_voucher_the_one_that_it_cancels()
    {
        var open = Ageing.Open(
        [
            Dealing(1, First, 100, 0),
            Dealing(2, First.AddDays(40), 50, 0),
            Dealing(3, First.AddDays(41), 70, 0),
            Dealing(4, First.AddDays(42), -60, 0),
            Dealing(5, First.AddDays(43), -50, 2),
        ]);

        open.Select(item => (item.Entry.Sequence, item.Open.Fen)).ShouldBe([(1, 40), (3, 70)]);
        Ageing.ByAge(open, First.AddDays(60)).Select(band => band.Fen).ShouldBe([70, 40, 0, 0, 0]);
        Ageing.ByAge(open, First.AddDays(71)).Select(band => band.Fen).ShouldBe([70, 40, 0, 0, 0]);
        Ageing.ByAge(open, First.AddDays(72)).Select(band => band.Fen).ShouldBe([0, 110, 0, 0, 0]);
        Ageing.ByAge(open, First.AddDays(500)).Select(band => band.Fen).ShouldBe([0, 0, 0, 0, 110]);
    }

    [Theory]
    [InlineData(10_000, 3_000, "33.333333")]
    [InlineData(1, 2_000_000, "0.000005")]
    [InlineData(500, 0, null)]
    [InlineData(-500, -1_000, null)]
    public void The_average_price_is_the_amount_by_the_quantity_that_is_left(long fen, long count, string? price) =>
        new StockLine
        {
            Account = "121",
            Stock = "M001",
            Opening = new Money(fen),
            OpeningQuantity = count,
            Moved = default,
        }.AveragePrice?.ToString().ShouldBe(price);

    [Fact]
    public void The_general_ledger_carries_balances_over_months_and_counts_the_year_end_to_december()
    {
        var bank = new Dictionary<string, Turnover>(StringComparer.Ordinal)
        {
            [""] = new(new Money(500), Money.Zero),
            ["2025-11"] = new(new Money(10), new Money(4)),
            ["2025-12"] = new(new Money(1), Money.Zero),
            ["2025-13"] = new(Money.Zero, new Money(7)),
            ["2026-02"] = new(new Money(2), Money.Zero),
        };

        var rows = GeneralLedger.Rows(
            [KeyValuePair.Create("102", (IReadOnlyDictionary<string, Turnover>)bank)], "", "");

        rows.Select(row => (row.Month, row.Opening.Fen, row.Moved.Debit.Fen, row.Moved.Credit.Fen, row.Closing.Fen))
            .ShouldBe(
            [
                ("2025-11", 500, 10, 4, 506), ("2025-12", 506, 1, 7, 500),
                ("2026-01", 500, 0, 0, 500), ("2026-02", 500, 2, 0, 502),
            ]);
        rows.Select(row => row.Year.Debit.Fen).ShouldBe([10, 11, 0, 2]);
    }

    private static bool IsNoPageMark(DetailRow row) =>
        row.Kind is not (DetailRowKind.Opening or DetailRowKind.BroughtForward or DetailRowKind.CarriedForward);

    private static IEnumerable<DetailRow> PagesOf(DetailEntry[] entries, int size, bool endsYear = false)
    {
        var standing = new LedgerStanding { Date = First, Balance = new Money(1_000) };
        for (var start = 0; start < Math.Max(1, entries.Length); start += size)
        {
            var page = new DetailPage
            {
                Start = standing,
                IsFirst = start is 0,
                Entries = [.. entries.Skip(start).Take(size)],
                Next = entries.ElementAtOrDefault(start + size),
                Daily = true,
                EndsYear = endsYear,
            };
            foreach (var row in page.Rows())
                yield return row;

            standing = page.Entries.Aggregate(standing, (at, entry) => at.After(entry));
        }
    }

    private static DetailEntry Entry(int number, DateOnly day, long fen, bool debit, int quantity) => new()
    {
        Sequence = number,
        Line = 1,
        VoucherId = $"v{number}",
        Word = "记",
        Number = number,
        Date = day,
        Summary = "流水",
        Posting = (debit ? Books.Debit("121", fen) : Books.Credit("121", fen)) with
        {
            Quantity = Quantity.FromThousandths(fen < 0 ? -quantity : quantity),
        },
    };

    private static AgeingEntry Dealing(int number, DateOnly day, long fen, long cancels) => new()
    {
        Sequence = number,
        VoucherId = $"v{number}",
        Word = "记",
        Number = number,
        Date = day,
        Summary = "往来",
        Amount = new Money(fen),
        Cancels = cancels,
    };
}

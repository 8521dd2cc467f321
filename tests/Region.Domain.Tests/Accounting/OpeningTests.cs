using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class OpeningTests
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    [Fact]
    public void Balanced_rows_become_the_opening_voucher()
    {
        var draft = Prepare(
            Row(2, "102", "1,000.00", ""),
            Row(3, "112", "5", "", "C01"),
            Row(4, "301", "", "1005.00")).Value;

        draft.Word.ShouldBe("期初");
        draft.Date.ShouldBe(NewYear);
        draft.Postings.Select(posting => (posting.Account, posting.Counterparty, posting.Debit.Fen, posting.Credit.Fen))
            .ShouldBe([("102", "", 100_000, 0), ("112", "C01", 500, 0), ("301", "", 0, 100_500)]);
    }

    [Fact]
    public void Rows_that_are_off_by_one_fen_are_refused()
    {
        var refused = Prepare(Row(2, "102", "1000.00", ""), Row(3, "301", "", "1000.01")).Refusals.Single();

        refused.Rule.ShouldBe(Refusal.OpeningUnbalanced);
        refused.Offending.ShouldBe("借方 1,000.00，贷方 1,000.01，相差 0.01");
    }

    [Theory]
    [InlineData("999", "", "1", "", nameof(Refusal.AccountUnknown))]
    [InlineData("322", "", "1", "", nameof(Refusal.AccountNotLeaf))]
    [InlineData("112", "", "1", "", nameof(Refusal.CounterpartyMissing))]
    [InlineData("102", "C01", "1", "", nameof(Refusal.CounterpartyNotKept))]
    [InlineData("121", "", "-1", "", nameof(Refusal.OpeningAmountNegative))]
    [InlineData("121", "", "1.005", "", nameof(Refusal.OpeningAmountInvalid))]
    [InlineData("121", "", "一百", "", nameof(Refusal.OpeningAmountInvalid))]
    [InlineData("121", "", "1", "1", nameof(Refusal.OpeningBothSides))]
    [InlineData("102", "", "1", "", nameof(Refusal.OpeningLineTwice))]
    public void A_bad_row_is_refused_by_its_number(
        string account,
        string counterparty,
        string debit,
        string credit,
        string rule)
    {
        var refused = Prepare(
            Row(2, "102", "1", ""),
            Row(3, "301", "", "1"),
            Row(4, account, debit, credit, counterparty)).Refusals.Single();

        refused.Rule.ShouldBe(Enum.Parse<Refusal>(rule));
        refused.Field.ShouldStartWith("第4行 ");
    }

    [Fact]
    public void Every_bad_row_is_named_at_once()
    {
        var refused = Prepare(Row(2, "999", "1", ""), Row(3, "102", "x", ""), Row(4, "301", "", "-1")).Refusals;

        refused.Select(one => one.Field).ShouldBe(["第2行 科目编码", "第3行 借方", "第4行 贷方"]);
    }

    [Fact]
    public void A_row_of_zero_is_left_out()
    {
        var draft = Prepare(Row(2, "102", "1", "0.00"), Row(3, "241", "", "0.00"), Row(4, "301", "0", "1")).Value;

        draft.Postings.Count.ShouldBe(2);
    }

    [Fact]
    public void A_book_opens_once_and_not_behind_its_first_voucher()
    {
        Opening.Refuse("V0101", new OpeningState(NewYear, NewYear), NewYear)?.Rule
            .ShouldBe(Refusal.OpeningAlreadyImported);
        Opening.Refuse("V0101", new OpeningState(null, NewYear.AddDays(-1)), NewYear)?.Rule
            .ShouldBe(Refusal.OpeningAfterVouchers);
        Opening.Refuse("V0101", new OpeningState(null, NewYear), NewYear).ShouldBeNull();
    }

    private static Decision<Draft, Refusal> Prepare(params OpeningRow[] rows) =>
        Opening.Prepare(rows, Books.VillageChart, NewYear, "v0101.accountant");

    private static OpeningRow Row(
        int number,
        string account,
        string debit,
        string credit,
        string counterparty = "") => new()
        {
            Number = number,
            Book = "V0101",
            Account = account,
            Counterparty = counterparty,
            CounterpartyName = "",
            Debit = debit,
            Credit = credit,
        };
}

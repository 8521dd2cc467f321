using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class BankMatchingTests
{
    [Fact]
    public void What_has_one_counterpart_only_is_matched()
    {
        Pairs([Line("L1", 5, 100), Line("L2", 6, -30)], [Entry("E1", 4, 100), Entry("E2", 6, -30), Entry("E3", 6, 7)])
            .ShouldBe(["L1=E1", "L2=E2"]);
    }

    [Fact]
    public void Two_candidates_are_left_to_a_person()
    {
        Pairs([Line("L1", 5, 100)], [Entry("E1", 4, 100), Entry("E2", 6, 100)]).ShouldBeEmpty();
        Pairs([Line("L1", 4, 100), Line("L2", 6, 100)], [Entry("E1", 5, 100)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_reference_a_name_or_the_day_decides_between_several()
    {
        Pairs(
            [Line("L1", 5, 100) with { Reference = "HD-0007" }],
            [Entry("E1", 4, 100), Entry("E2", 6, 100) with { Text = "回单 HD-0007" }]).ShouldBe(["L1=E2"]);
        Pairs(
            [Line("L1", 5, 100) with { Counterparty = "样例农资店" }],
            [Entry("E1", 4, 100), Entry("E2", 6, 100) with { Text = "付样例农资店货款" }]).ShouldBe(["L1=E2"]);
        Pairs([Line("L1", 5, 100), Line("L2", 6, 100)], [Entry("E1", 5, 100), Entry("E2", 6, 100)])
            .ShouldBe(["L1=E1", "L2=E2"]);
    }

    [Fact]
    public void Days_that_are_far_apart_are_no_pair()
    {
        Pairs([Line("L1", 20, 100)], [Entry("E1", 20 - BankMatching.WindowDays, 100)]).ShouldBe(["L1=E1"]);
        Pairs([Line("L1", 20, 100)], [Entry("E1", 19 - BankMatching.WindowDays, 100)]).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_and_its_red_counterpart_cancel_out_and_leave_the_right_one()
    {
        Pairs(
            [Line("L1", 5, 100)],
            [Entry("E1", 4, 100), Entry("E2", 4, -100) with { Reverses = "E1" }, Entry("E3", 5, 100)])
            .ShouldBe(["=E1+E2", "L1=E3"]);
    }

    [Theory]
    [InlineData(new long[] { 100 }, new long[] { 60, 40 }, false, "", "")]
    [InlineData(new long[] { 60, 40 }, new long[] { 100 }, false, "", "")]
    [InlineData(new long[] { 5, -5 }, new long[0], false, "", "")]
    [InlineData(new long[0], new long[] { 5, -5 }, false, "", "")]
    [InlineData(new long[] { 100 }, new long[0], true, "去年的支票", "")]
    [InlineData(new long[] { 100 }, new long[0], true, "", nameof(Refusal.MatchEmpty))]
    [InlineData(new long[] { 100 }, new long[0], false, "", nameof(Refusal.MatchEmpty))]
    [InlineData(new long[0], new long[0], false, "", nameof(Refusal.MatchEmpty))]
    [InlineData(new long[] { 100 }, new long[] { 60, 41 }, false, "", nameof(Refusal.MatchUnequal))]
    [InlineData(new long[] { 60, 40 }, new long[] { 60, 40 }, false, "", nameof(Refusal.MatchTooLarge))]
    public void A_match_by_hand_has_equal_sums_and_one_part_on_one_side(
        long[] lines, long[] entries, bool clearsStart, string reason, string rule)
    {
        var refused = BankMatching.Refuse(
            [.. lines.Select((fen, index) => Line($"L{index}", 5, fen))],
            [.. entries.Select((fen, index) => Entry($"E{index}", 5, fen))],
            clearsStart,
            reason);

        (refused?.Rule.ToString() ?? "").ShouldBe(rule);
    }

    [Fact]
    public void What_one_side_has_and_the_other_has_not_is_added_to_the_other()
    {
        var table = new Reconciliation
        {
            Book = new Money(12_900),
            Bank = new Money(13_030),
            BankOnly = new Money(30),
            BookOnly = new Money(-100),
            Outstanding = Money.Zero,
        };

        (table.AdjustedBook.Fen, table.AdjustedBank.Fen, table.Difference.Fen).ShouldBe((12_930, 12_930, 0));
        (table with { Outstanding = new Money(-5) }).Difference.Fen.ShouldBe(5);
    }

    private static OpenLine Line(string id, int day, long fen) =>
        new() { Id = id, Date = new DateOnly(2026, 3, day), Amount = new Money(fen) };

    private static OpenEntry Entry(string id, int day, long fen) =>
        new() { VoucherId = id, Line = 1, Date = new DateOnly(2026, 3, day), Amount = new Money(fen) };

    private static string[] Pairs(OpenLine[] lines, OpenEntry[] entries) =>
    [
        .. BankMatching.Pair(lines, entries).Select(pair =>
            $"{string.Join('+', pair.Lines.Select(line => line.Id))}="
            + string.Join('+', pair.Entries.Select(entry => entry.VoucherId))),
    ];
}

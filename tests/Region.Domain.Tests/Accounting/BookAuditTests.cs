using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class BookAuditTests
{
    private static readonly Voucher[] Kept = Keep();

    [Fact]
    public void A_book_that_was_kept_well_has_no_violations()
    {
        Audit(Kept).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_amount_breaks_the_chain_and_the_balances()
    {
        var changed = Kept.ToArray();
        var content = changed[1].Content;
        changed[1] = changed[1] with
        {
            Content = content with { Postings = [Books.Debit("121", 9), Books.Credit("102", 9)] },
        };

        Audit(changed).ShouldBe(["8", "2"], ignoreOrder: true, comparer: StringComparer.Ordinal);
    }

    [Fact]
    public void A_removed_voucher_is_found_by_number_chain_and_balances()
    {
        Audit([Kept[0], Kept[2]]).ShouldBe(["2", "6", "8"], ignoreOrder: true, comparer: StringComparer.Ordinal);
    }

    [Fact]
    public void A_cut_tail_is_found_by_the_recorded_end_of_the_chain()
    {
        Audit([Kept[0], Kept[1]]).ShouldBe(["8", "2"], ignoreOrder: true, comparer: StringComparer.Ordinal);
    }

    [Fact]
    public void An_unbalanced_voucher_is_found_though_its_hash_is_right()
    {
        var chain = Chain.StartOf("V0101");
        var unbalanced = chain.Append(Books.Draft(Books.Debit("121", 1)), Books.IdOf(1), 1, Books.Noon);

        Audit([unbalanced], Chain.EndingIn(unbalanced), Turnover.Of(unbalanced.Content))
            .ShouldBe(["1", "2"], ignoreOrder: true, comparer: StringComparer.Ordinal);
    }

    [Fact]
    public void The_chain_of_one_book_does_not_fit_another()
    {
        Chain.StartOf("V0101").Head.ShouldNotBe(Chain.StartOf("V0102").Head, StringComparer.Ordinal);
    }

    private static Voucher[] Keep()
    {
        var chain = Chain.StartOf("V0101");
        var vouchers = new List<Voucher>();
        for (var number = 1; number <= 3; number++)
        {
            vouchers.Add(chain.Append(Books.Purchase, Books.IdOf(number), number, Books.Noon));
            chain = Chain.EndingIn(vouchers[^1]);
        }

        return [.. vouchers];
    }

    private static IReadOnlyList<string> Audit(Voucher[] vouchers)
    {
        var kept = new Dictionary<BalanceKey, Turnover>
        {
            [new BalanceKey { Account = "121", Month = "2026-03" }] = new Turnover(new Money(3_702), Money.Zero),
            [new BalanceKey { Account = "102", Month = "2026-03" }] = new Turnover(Money.Zero, new Money(3_702)),
        };
        return Audit(vouchers, Chain.EndingIn(Kept[2]), kept);
    }

    private static IReadOnlyList<string> Audit(
        Voucher[] vouchers,
        Chain recorded,
        IReadOnlyDictionary<BalanceKey, Turnover> kept)
    {
        var audit = new BookAudit("V0101");
        foreach (var voucher in vouchers)
            audit.Add(voucher);

        audit.Finish(recorded, kept);
        return [.. audit.Violations.Select(violation => violation.Rule).Distinct(StringComparer.Ordinal)];
    }
}

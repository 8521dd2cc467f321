using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class VoucherProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly string[] Sides = ["Village", "Company"];

    private static readonly Gen<Facts> AnyEvent =
        from topic in Gen.Elements(
            Events.Prepayment, Events.Settlement, Events.SupplierPaid, Events.CarrierPaid, Events.Refund)
        from first in Fen
        from second in Fen
        from third in Fen
        select Events.Of(
            topic, ("amount_fen", first), ("goods_fen", first), ("freight_fen", second), ("fee_fen", third));

    private static readonly Gen<string> AnyText = Gen.Elements(
        "", "a", "ab", "b", "村", "晨光村", "1", "12", "2", "\u0000", "代付-S03", "😀").ArrayOf()
        .Select(string.Concat);

    private static readonly Gen<Posting> AnyPosting =
        from account in AnyText
        from counterparty in AnyText
        from name in AnyText
        from debit in Gen.Choose(-3, 300)
        from credit in Gen.Choose(-3, 300)
        from line in Gen.Choose(0, 3)
        select new Posting
        {
            Account = account,
            Counterparty = counterparty,
            CounterpartyName = name,
            Project = name,
            Stock = counterparty,
            Quantity = Quantity.FromThousandths(debit * 7L),
            Debit = new Money(debit),
            Credit = new Money(credit),
            RuleLine = line,
        };

    private static readonly Gen<Voucher> AnyVoucher =
        from texts in AnyText.ArrayOf(13)
        from numbers in Gen.Choose(0, 5).ArrayOf(5)
        from red in Gen.Elements<Guid?>(null, Books.IdOf(7), Books.IdOf(8))
        from day in Gen.Choose(0, 400)
        from postings in AnyPosting.ArrayOf()
        select Build(texts, numbers, red, Books.Day.AddDays(day), postings);

    private static Gen<long> Fen => Gen.OneOf(
        Gen.Constant(0L), Gen.Choose(1, 1_000).Select(value => (long)value),
        Gen.Choose(1, int.MaxValue).Select(value => value * 1_000L));

    [Fact]
    public void Every_voucher_from_any_event_balances_and_fits_its_chart()
    {
        Prop.ForAll(AnyEvent.ToArbitrary(), facts =>
        {
            foreach (var (draft, chart) in DraftsOf(facts))
                Bookkeeping.Check(draft, chart, Books.NewBook).Refusals.ShouldBeEmpty();
        }).Check(Thorough);
    }

    [Fact]
    public void What_the_village_has_with_the_company_the_company_has_with_the_village()
    {
        Prop.ForAll(AnyEvent.ToArbitrary(), facts =>
        {
            long Net(string side, string account, string counterparty) => DraftsOf(facts, side)
                .SelectMany(pair => pair.Draft.Postings)
                .Where(posting => (posting.Account, posting.Counterparty) == (account, counterparty))
                .Sum(posting => (posting.Debit - posting.Credit).Fen);

            Net("Village", "112", "C01").ShouldBe(-Net("Company", "2241", "V0101"));
        }).Check(Thorough);
    }

    [Fact]
    public void A_voucher_and_its_red_counterpart_move_nothing_together()
    {
        Prop.ForAll(AnyEvent.ToArbitrary(), facts =>
        {
            foreach (var (draft, _) in DraftsOf(facts))
            {
                var red = Reversal.Prepare(Books.Posted(draft), false, draft.Date, new Reversing("a", "错")).Value;
                var moved = Turnover.Of(draft);
                foreach (var (key, back) in Turnover.Of(red))
                    (moved[key] + back).ShouldBe(default);
            }
        }).Check(Thorough);
    }

    [Fact]
    public void Two_vouchers_share_their_canonical_bytes_only_when_they_are_the_same()
    {
        var seen = new Dictionary<string, Voucher>(StringComparer.Ordinal);
        Prop.ForAll(AnyVoucher.ToArbitrary(), voucher =>
        {
            var bytes = CanonicalBytes.Of(voucher, "");
            var text = Convert.ToHexString(bytes);
            var same = seen.TryAdd(text, voucher) ? voucher : seen[text];

            Same(voucher, same).ShouldBeTrue();
            Same(voucher, CanonicalReader.Read(bytes)).ShouldBeTrue();
        }).Check(Thorough);
    }

    private static IEnumerable<(Draft Draft, Chart Chart)> DraftsOf(Facts facts) =>
        Sides.SelectMany(side => DraftsOf(facts, side));

    private static IEnumerable<(Draft Draft, Chart Chart)> DraftsOf(Facts facts, string side)
    {
        var rule = Region.Accounting.Rules.PublishedRules.Book.Choose(facts).Value;
        var party = Enum.Parse<Party>(side);
        return rule.Books
            .Where(book => book.Party == party)
            .Select(book => AutomaticVoucher.Prepare(rule, book, facts).Value)
            .Where(draft => draft.Postings.Count > 0)
            .Select(draft => (draft, party is Party.Village ? Books.VillageChart : Books.CompanyChart));
    }

    private static bool Same(Voucher left, Voucher right) =>
        left with { Content = Books.Purchase } == right with { Content = Books.Purchase }
        && left.Content with { Postings = [], Files = [] } == right.Content with { Postings = [], Files = [] }
        && left.Content.Files.SequenceEqual(right.Content.Files, StringComparer.Ordinal)
        && left.Content.Postings.SequenceEqual(right.Content.Postings);

    private static Voucher Build(string[] texts, int[] numbers, Guid? red, DateOnly day, Posting[] postings) => new()
    {
        Id = Books.IdOf(numbers[0]),
        Sequence = numbers[1],
        Number = numbers[2],
        RecordedAt = numbers[3],
        Hash = "",
        Content = new Draft
        {
            Word = texts[0],
            Date = day,
            Summary = texts[1],
            PreparedBy = texts[2],
            CheckedBy = texts[8],
            Cashier = texts[9],
            PostedBy = texts[10],
            Files = texts[11..],
            Kind = (VoucherKind)(numbers[4] % 5),
            Corrects = red is null ? Books.IdOf(9) : null,
            Attachments = numbers[4],
            Reverses = red,
            Origin = new Origin
            {
                EventId = texts[3],
                Topic = texts[4],
                Rule = texts[5],
                Document = texts[6],
                MirrorBook = texts[7],
            },
            Postings = [.. postings],
        },
    };
}

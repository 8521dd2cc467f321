using FsCheck;
using FsCheck.Fluent;
using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Region.Kernel;
using Shouldly;

namespace Region.Domain.Tests.Accounting;

public sealed class RuleProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly Gen<(PostingRule Rule, int[] Fen, int Choice)> AnyEvent =
        from rule in Gen.Elements<PostingRule>(PublishedRules.Book.Rules)
        from fen in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(0, 1_000_000))).ArrayOf(8)
        from choice in Gen.Choose(0, 5)
        select (rule, fen, choice);

    [Fact]
    public void Every_rule_balances_whatever_the_amounts_or_refuses_them()
    {
        var property = Prop.ForAll(AnyEvent.ToArbitrary(), any =>
        {
            var facts = FactsOf(any.Rule, any.Fen, any.Choice);
            foreach (var book in any.Rule.Books)
            {
                var draft = AutomaticVoucher.Prepare(any.Rule, book, facts);
                if (!draft.Allowed)
                {
                    draft.Refusals.ShouldAllBe(refused => refused.Rule == Refusal.EventAmountNegative);
                    continue;
                }

                if (draft.Value.Postings.Count is 0)
                    continue;

                var chart = Books.ChartOf(any.Rule, book);
                Bookkeeping.Check(draft.Value, chart, Books.NewBook).Refusals.ShouldBeEmpty(any.Rule.Rule);
            }
        });

        Check.One(Thorough, property);
    }

    [Fact]
    public void Both_books_of_an_event_hold_the_same_balance_between_village_and_company()
    {
        var property = Prop.ForAll(AnyEvent.ToArbitrary(), any =>
        {
            var facts = FactsOf(any.Rule, any.Fen, any.Choice);
            var general = any.Rule.Regime is null ? any.Rule : PublishedRules.Book.Choose(facts).Value;
            var company = general.Books.SingleOrDefault(book => book.Party is Party.Company);
            var unit = any.Rule.Books.SingleOrDefault(book => book.Party is Party.Village);
            if (company is null || unit is null)
                return;

            var theirs = AutomaticVoucher.Prepare(general, company, facts);
            var own = AutomaticVoucher.Prepare(any.Rule, unit, facts);
            if (!own.Allowed || !theirs.Allowed)
                return;

            var receivable = any.Rule.Regime is Regime.Coop2021 ? "113" : "112";
            Between(own.Value, "C01", receivable, "211")
                .ShouldBe(-Between(theirs.Value, "V0101", "2241", "2202", "2232", "1122"), any.Rule.Rule);
        });

        Check.One(Thorough, property);
    }

    [Fact]
    public void Every_rule_has_a_document_and_every_money_voucher_an_attachment()
    {
        foreach (var rule in PublishedRules.Book.Rules.Where(rule => rule.Version > 1 || !IsFirstAgency(rule)))
        {
            rule.Document.ShouldNotBeEmpty();
            foreach (var book in rule.Books.Where(book => book.Lines.Count > 0))
            {
                (book.Attachments.Always + book.Attachments.Fields.Count)
                    .ShouldBeGreaterThan(0, $"{rule.Rule}：会计基础工作规范第五十一条（四）");
            }
        }
    }

    private static bool IsFirstAgency(PostingRule rule) =>
        rule.Rule.StartsWith("agency-", StringComparison.Ordinal) && rule.Version is 1;

    private static long Between(Draft draft, string counterparty, params string[] accounts) => draft.Postings
        .Where(posting => posting.Counterparty == counterparty && accounts.Contains(posting.Account))
        .Sum(posting => posting.Debit.Fen - posting.Credit.Fen);

    /// <summary>An event for which the rule was written: every place filled, every field there.</summary>
    private static Facts FactsOf(PostingRule rule, int[] fen, int choice)
    {
        // A rule of a regime stands beside the general one of the same event, which fills the company's part.
        BookRule[] books = [.. PublishedRules.Book.Rules
            .Where(other => other == rule || (rule.Regime is not null && other.Topic == rule.Topic))
            .SelectMany(other => other.Books)];
        var texts = books
            .SelectMany(book => book.Lines.SelectMany(Templates).Append(book.Book))
            .Concat(books.SelectMany(book => book.Lines).Select(line => $"{{{line.Quantity}}}"))
            .SelectMany(Template.PlacesOf)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(place => place, place => place is "quantity" ? "12.5" : place, StringComparer.Ordinal);
        texts["accounting_date"] = "2026-03-26";
        texts["village"] = "V0101";
        texts["company"] = "C01";
        foreach (var (field, values) in rule.When)
        {
            var any = values.Split('|');
            texts[field] = any[choice % any.Length];
        }

        var amounts = books
            .SelectMany(book => book.Lines)
            .SelectMany(line => line.Amount)
            .Select(field => field.TrimStart('-'))
            .Distinct(StringComparer.Ordinal)
            .Select((field, index) => (field, index))
            .ToDictionary(pair => pair.field, pair => new Money(fen[pair.index]), StringComparer.Ordinal);
        return new Facts
        {
            EventId = "e1",
            Topic = rule.Topic,
            Texts = texts,
            Amounts = amounts,
            Counts = books.SelectMany(book => book.Attachments.Fields).Distinct(StringComparer.Ordinal)
                .ToDictionary(field => field, _ => 1, StringComparer.Ordinal),
        };
    }

    private static IEnumerable<string> Templates(LineRule line) =>
        [line.Counterparty, line.CounterpartyName, line.Project, line.Stock];
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>All published posting rules, old versions too, so that every old voucher can still be explained.</summary>
internal sealed class RuleBook(IReadOnlyList<PostingRule> rules)
{
    public IReadOnlyList<PostingRule> Rules { get; } = rules;

    public PostingRule? Find(string rule, int version) => Rules.FirstOrDefault(candidate =>
        string.Equals(candidate.Rule, rule, StringComparison.Ordinal) && candidate.Version == version);

    /// <summary>The newest rule that is valid for the event at its accounting date.</summary>
    public Decision<PostingRule, Refusal> Choose(Facts facts)
    {
        var date = facts.Date();
        if (!date.Allowed)
            return date.Refuse<PostingRule>();

        var chosen = Rules
            .Where(rule => string.Equals(rule.Topic, facts.Topic, StringComparison.Ordinal)
                && rule.ValidFrom <= date.Value
                && rule.When.All(term => string.Equals(facts.Text(term.Key), term.Value, StringComparison.Ordinal)))
            .OrderByDescending(rule => rule.ValidFrom)
            .ThenByDescending(rule => rule.Version)
            .FirstOrDefault();
        return chosen is null
            ? Refusal.RuleMissing.On("mode", $"{facts.Topic} {facts.Text("mode")}".Trim())
            : chosen;
    }
}

/// <summary>Turns an event into the content of a voucher.</summary>
internal static class AutomaticVoucher
{
    private const int MaximumSummary = 200;

    /// <summary>
    /// Fills a rule's lines with the event's amounts. A line of zero is left out; where every line is zero,
    /// the draft has no postings, and nothing is to be posted.
    /// </summary>
    public static Decision<Draft, Refusal> Prepare(PostingRule rule, BookRule book, Facts facts)
    {
        var date = facts.Date();
        if (!date.Allowed)
            return date.Refuse<Draft>();

        var postings = new List<Posting>();
        for (var line = 0; line < book.Lines.Count; line++)
        {
            var posting = Line(book.Lines[line], line + 1, facts);
            if (!posting.Allowed)
                return posting.Refuse<Draft>();

            if (posting.Value.Amount.Fen is not 0)
                postings.Add(posting.Value);
        }

        return new Draft
        {
            Word = Words.General,
            Date = date.Value,
            Summary = PlainText.Shorten(Template.Fill(book.Summary, facts.Text), MaximumSummary),
            PreparedBy = Words.Automatic,
            PostedBy = Words.Automatic,
            Origin = new Origin
            {
                EventId = facts.EventId,
                Topic = facts.Topic,
                Rule = rule.Rule,
                RuleVersion = rule.Version,
                Document = PlainText.Shorten(Template.Fill(rule.Document, facts.Text), MaximumSummary),
                MirrorBook = facts.Text(book.Mirror),
            },
            Postings = postings,
        };
    }

    private static Decision<Posting, Refusal> Line(LineRule rule, int number, Facts facts)
    {
        var sum = Money.Zero;
        foreach (var field in rule.Amount)
        {
            if (!facts.Amounts.TryGetValue(field, out var amount))
                return Refusal.EventFieldMissing.On(field);

            if (amount.Fen is < 0 or > Bookkeeping.MaximumFen)
                return Refusal.EventAmountNegative.On(field, amount);

            sum += amount;
        }

        if (sum.Fen is 0)
            return new Posting { Account = rule.Account, RuleLine = number };

        var empty = Template.PlacesOf(rule.Counterparty)
            .Concat(Template.PlacesOf(rule.CounterpartyName))
            .FirstOrDefault(place => facts.Text(place).Trim().Length is 0);
        if (empty is not null)
            return Refusal.EventFieldMissing.On(empty);

        return new Posting
        {
            Account = rule.Account,
            Counterparty = Template.Fill(rule.Counterparty, facts.Text),
            CounterpartyName = Template.Fill(rule.CounterpartyName, facts.Text),
            Debit = rule.Side is Side.Debit ? sum : Money.Zero,
            Credit = rule.Side is Side.Credit ? sum : Money.Zero,
            RuleLine = number,
        };
    }
}

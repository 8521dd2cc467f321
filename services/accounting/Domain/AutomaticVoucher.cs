using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>Turns an event into the content of a voucher.</summary>
internal static class AutomaticVoucher
{
    private const int MaximumSummary = 200;
    private const int MaximumAttachments = 9_999;

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
            if (!facts.Meet(book.Lines[line].When))
                continue;

            var posting = Line(book.Lines[line], line + 1, facts);
            if (!posting.Allowed)
                return posting.Refuse<Draft>();

            if (posting.Value.Amount.Fen is not 0)
                postings.Add(posting.Value);
        }

        var attachments = Attachments(book.Attachments, facts);
        if (!attachments.Allowed)
            return attachments.Refuse<Draft>();

        return new Draft
        {
            Word = Words.General,
            Date = date.Value,
            Summary = PlainText.Shorten(Template.Fill(book.Summary, facts.Text), MaximumSummary),
            Attachments = attachments.Value,
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

    /// <summary>
    /// The draft on the accounts that the book posts to: where the unit opened sub-accounts below an account that a
    /// rule names, the line goes to the one that takes automatic vouchers.
    /// </summary>
    public static Draft OnLeaves(this Draft draft, Chart chart)
    {
        var then = chart.On(draft.Date);
        return draft with
        {
            Postings =
            [
                .. draft.Postings.Select(posting =>
                    posting with { Account = then.LeafFor(posting.Account) ?? posting.Account }),
            ],
        };
    }

    private static Decision<Posting, Refusal> Line(LineRule rule, int number, Facts facts)
    {
        var sum = facts.Sum(rule.Amount);
        if (!sum.Allowed)
            return sum.Refuse<Posting>();

        if (sum.Value.Fen is 0 || (rule.Positive && sum.Value.Fen < 0))
            return new Posting { Account = rule.Account, RuleLine = number };

        if (sum.Value.Fen < 0)
            return Refusal.EventAmountNegative.On(string.Join(' ', rule.Amount), sum.Value);

        var empty = Template.PlacesOf(rule.Counterparty)
            .Concat(Template.PlacesOf(rule.CounterpartyName))
            .Concat(Template.PlacesOf(rule.Stock))
            .FirstOrDefault(place => facts.Text(place).Trim().Length is 0);
        if (empty is not null)
            return Refusal.EventFieldMissing.On(empty);

        var quantity = facts.Quantity(rule.Quantity);
        if (!quantity.Allowed)
            return quantity.Refuse<Posting>();

        return new Posting
        {
            Account = rule.Account,
            Counterparty = Template.Fill(rule.Counterparty, facts.Text),
            CounterpartyName = Template.Fill(rule.CounterpartyName, facts.Text),
            Project = Template.Fill(rule.Project, facts.Text),
            Stock = Template.Fill(rule.Stock, facts.Text),
            Quantity = quantity.Value,
            Debit = rule.Side is Side.Debit ? sum.Value : Money.Zero,
            Credit = rule.Side is Side.Credit ? sum.Value : Money.Zero,
            RuleLine = number,
        };
    }

    private static Decision<int, Refusal> Attachments(AttachmentRule rule, Facts facts)
    {
        long total = rule.Always;
        foreach (var field in rule.Fields)
        {
            if (!facts.Counts.TryGetValue(field, out var count))
                return Refusal.EventFieldMissing.On(field);

            if (count is < 0 or > MaximumAttachments)
                return Refusal.EventCountInvalid.On(field, count);

            total += count;
        }

        return total > MaximumAttachments ? Refusal.EventCountInvalid.On("attachments", total) : (int)total;
    }
}

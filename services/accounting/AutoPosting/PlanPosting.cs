using Region.Accounting.Books;
using Region.Accounting.Domain;
using Region.Accounting.Rules;
using Region.Kernel;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>What one event is to become: a draft for each book that it concerns, villages first.</summary>
/// <param name="Header">The event.</param>
/// <param name="Legs">The books with their drafts.</param>
internal sealed record PostingPlan(EventHeader Header, IReadOnlyList<PostingLeg> Legs);

/// <summary>One book's part: a voucher, which has no lines where no money moves, and a note of goods.</summary>
internal sealed record PostingLeg(OpenBook Book, Party Party, Draft Draft, GoodsMemo? Memo);

/// <summary>Finds the rule and the books of an event, and fills the drafts; changes nothing.</summary>
internal sealed class PlanPosting(BookShelf shelf)
{
    /// <summary>The plan, or the outcome that stands instead of one.</summary>
    public async Task<(PostingPlan? Plan, Outcome Outcome)> PrepareAsync(
        EventHeader header,
        Facts facts,
        CancellationToken cancellationToken)
    {
        var rule = PublishedRules.Book.Choose(facts);
        if (!rule.Allowed)
            return Impossible(rule.Refusals);

        var books = new Dictionary<Party, OpenBook>();
        foreach (var part in rule.Value.Books)
        {
            var code = facts.Text(part.Book);
            if (Refuse(part, code, facts.Text("region")) is { } refused)
                return Impossible([refused]);

            if (await shelf.FindAsync(code, cancellationToken) is not { } book)
                return (null, Outcome.NotReady($"账套 {code} 还没有建立。"));

            if (!string.Equals(book.Registered.Region, facts.Text("region"), StringComparison.Ordinal))
                return Impossible([Refusal.EventRegionDiffers.On(part.Book, code)]);

            books[part.Party] = book;
            facts = facts.With($"{part.Book}_name", book.Registered.Name);
        }

        var legs = new List<PostingLeg>();
        foreach (var general in rule.Value.Books.OrderBy(part => part.Party))
        {
            var found = RuleFor(rule.Value, general, books[general.Party].Registered.Regime, facts);
            if (!found.Allowed)
                return Impossible(found.Refusals);

            var (own, part) = found.Value;
            var draft = AutomaticVoucher.Prepare(own, part, facts);
            if (!draft.Allowed)
                return Impossible(draft.Refusals);

            var memo = GoodsMemo.Prepare(part.Memo, facts);
            if (!memo.Allowed)
                return Impossible(memo.Refusals);

            legs.Add(new PostingLeg(books[part.Party], part.Party, draft.Value, memo.Value));
        }

        return (new PostingPlan(header, legs), Outcome.Applied);
    }

    // A co-operative stands where a village stands, and has a chart of its own: its part is in a rule of its own.
    private static Decision<(PostingRule Rule, BookRule Part), Refusal> RuleFor(
        PostingRule general,
        BookRule part,
        Regime regime,
        Facts facts) =>
        regime is Regime.Coop2021
            ? PublishedRules.Book.Choose(facts, regime).Map(rule => (rule, rule.Books.Single()))
            : (general, part);

    private static Refused<Refusal>? Refuse(BookRule part, string code, string region)
    {
        if (!Codes.IsRegion(region))
            return Refusal.EventUnitInvalid.On("region", region);

        if (part.Party is Party.Village)
            return Codes.IsVillage(code) ? null : Refusal.EventUnitInvalid.On(part.Book, code);

        return string.Equals(code, Codes.CompanyOf(region), StringComparison.Ordinal)
            ? null
            : Refusal.EventUnitInvalid.On(part.Book, code);
    }

    private static (PostingPlan?, Outcome) Impossible(IReadOnlyList<Refused<Refusal>> refusals) =>
        (null, Outcome.Impossible(string.Join(' ', refusals.Select(refused => refused.ToSentence()))));
}

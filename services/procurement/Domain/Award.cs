using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>定标: the quote that the buyer proposes and the secretary approves.</summary>
internal sealed record Award
{
    public required string QuoteId { get; init; }
    public required string Reason { get; init; }
    public required DateOnly ProposedOn { get; init; }
    public required string ProposedBy { get; init; }
    public DateOnly? ApprovedOn { get; init; }
    public string ApprovedBy { get; init; } = "";

    /// <summary>
    /// Proposing freezes the requisitions, so the cut-off must have passed. Only a quote whose minimum is met may be
    /// proposed; fewer than three quotes, or not the cheapest that may be awarded, needs a reason.
    /// </summary>
    public static Decision<Award, Refusal> Propose(
        Round round,
        IReadOnlyList<Requisition> requisitions,
        IReadOnlyList<Quote> quotes,
        AwardDraft draft,
        Person buyer)
    {
        var form = new Form();
        form.State(round, RoundState.Collecting);
        var reason = form.Note("reason", draft.Reason, Limits.AwardReason);
        var quote = quotes.FirstOrDefault(other => string.Equals(other.Id, draft.QuoteId, StringComparison.Ordinal));
        form.Demand(quote is not null, Refusal.QuoteUnknown, "quote_id");
        var earliest = quotes.Select(other => other.QuotedOn).Append(round.CollectsFrom).Max();
        var date = form.Date("proposed_on", draft.ProposedOn, earliest);
        if (!form.Clean || quote is null)
            return form.Refused;

        form.Demand(date > round.CutOff, Refusal.CutOffNotPassed, "proposed_on", draft.ProposedOn);
        Judge(round, requisitions, quotes, quote, form);
        form.Demand(
            reason.Length > 0 || NeedsNoReason(quotes, quote, Demand(round, requisitions)),
            Refusal.ReasonMissing,
            "reason",
            quote.Supplier);
        if (!form.Clean)
            return form.Refused;

        return new Award { QuoteId = quote.Id, Reason = reason, ProposedOn = date, ProposedBy = buyer.Login };
    }

    /// <summary>The secretary approves, who neither proposed the award nor recorded a quote.</summary>
    public static Decision<Award, Refusal> Approve(
        Round round,
        Award? proposed,
        IReadOnlyList<Quote> quotes,
        string approvedOn,
        Person secretary)
    {
        var form = new Form();
        form.State(round, RoundState.AwardProposed);
        if (!form.Clean || proposed is null)
            return form.Refused;

        form.Demand(!Buyers.Include(quotes, proposed, secretary), Refusal.MakerIsChecker, "caller", secretary.Login);
        var date = form.Date("approved_on", approvedOn, proposed.ProposedOn);
        return form.Clean ? proposed with { ApprovedOn = date, ApprovedBy = secretary.Login } : form.Refused;
    }

    /// <summary>What all villages ask for together, in base units.</summary>
    public static Quantity Demand(Round round, IReadOnlyList<Requisition> requisitions) =>
        requisitions.Sum(requisition => requisition.Packs) * round.Item.PackSize;

    private static void Judge(
        Round round,
        IReadOnlyList<Requisition> requisitions,
        IReadOnlyList<Quote> quotes,
        Quote quote,
        Form form)
    {
        var packs = requisitions.Sum(requisition => requisition.Packs);
        form.Demand(packs > 0, Refusal.NothingRequested, "round_id");
        form.Demand(packs <= Limits.Packs, Refusal.PacksTooMany, "round_id", packs);
        if (!form.Clean)
            return;

        var demand = packs * round.Item.PackSize;
        form.Demand(quote.MetBy(demand), Refusal.MinimumNotMet, "quote_id", $"{demand}<{quote.MinimumQuantity}");
        form.Demand(Order.IsPayable(quote.UnitPrice, demand), Refusal.AmountTooLarge, "quote_id", quote.UnitPrice);
    }

    private static bool NeedsNoReason(IReadOnlyList<Quote> quotes, Quote quote, Quantity demand) =>
        quotes.Count >= Limits.QuotesWithoutReason
        && quotes.Where(other => other.MetBy(demand))
            .All(other => other.UnitPrice.Millionths >= quote.UnitPrice.Millionths);
}

internal sealed record AwardDraft(string QuoteId, string Reason, string ProposedOn);

/// <summary>Those who bought in this round: whoever recorded a quote or proposed the award.</summary>
internal static class Buyers
{
    public static bool Include(IReadOnlyList<Quote> quotes, Award? award, Person person) =>
        string.Equals(award?.ProposedBy, person.Login, StringComparison.Ordinal)
        || quotes.Any(quote => string.Equals(quote.RecordedBy, person.Login, StringComparison.Ordinal));
}

using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>采购批次: one unified purchase of one item for a region's member villages, bought as agent (代购).</summary>
internal sealed record Round
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string CompanyName { get; init; }
    public required string Title { get; init; }
    public required Item Item { get; init; }
    public required RoundState State { get; init; }
    public required DateOnly CutOff { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required string OpenedBy { get; init; }
    public required Rate Fee { get; init; }

    /// <summary>Frozen at opening, in the order of their codes.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    public DateOnly? ApprovedOn { get; init; }
    public string ApprovedBy { get; init; } = "";

    /// <summary>The first day on which requisitions, prepayments and quotes may come in.</summary>
    public DateOnly CollectsFrom => ApprovedOn ?? OpenedOn;

    public string Company => Codes.CompanyOf(Region);

    public bool Has(string village) =>
        Members.Any(member => string.Equals(member.Village, village, StringComparison.Ordinal));

    public string NameOf(string village) =>
        Members.First(member => string.Equals(member.Village, village, StringComparison.Ordinal)).Name;

    /// <summary>The manager opens a round; its members are the region's villages on that day.</summary>
    public static Decision<Round, Refusal> Open(RoundDraft draft, Federation federation, string id, Person manager)
    {
        var form = new Form();
        var title = form.Text("title", draft.Title, Limits.Title);
        var item = Item.Read(draft.Item, form);
        var openedOn = form.Date("opened_on", draft.OpenedOn);
        var cutOff = form.Date("cut_off", draft.CutOff);
        form.Demand(draft.AgencyMode, Refusal.ModeUnknown, "mode");
        form.Demand(
            draft.FeePartsPerMillion is >= 0 and <= Limits.FeePartsPerMillion,
            Refusal.NumberOutOfRange,
            "fee_ppm",
            draft.FeePartsPerMillion);
        form.Demand(
            federation.Members.Count is > 0 and <= Limits.Members,
            Refusal.RegionIncomplete,
            "region",
            federation.Members.Count);
        if (form.Clean)
            form.Demand(cutOff >= openedOn, Refusal.CutOffBeforeOpening, "cut_off", draft.CutOff);

        if (!form.Clean)
            return form.Refused;

        return new Round
        {
            Id = id,
            Region = federation.Region,
            CompanyName = federation.CompanyName,
            Title = title,
            Item = item,
            State = RoundState.Draft,
            CutOff = cutOff,
            OpenedOn = openedOn,
            OpenedBy = manager.Login,
            Fee = new Rate(draft.FeePartsPerMillion),
            Members = [.. federation.Members.OrderBy(member => member.Village, StringComparer.Ordinal)],
        };
    }

    /// <summary>The secretary, who did not open it, approves it; requisitions may come in.</summary>
    public static Decision<Round, Refusal> Approve(Round round, string approvedOn, Person secretary)
    {
        var form = new Form();
        form.State(round, RoundState.Draft);
        form.Apart(round.OpenedBy, secretary);
        var date = form.Date("approved_on", approvedOn, round.OpenedOn);
        if (form.Clean)
            form.Demand(date <= round.CutOff, Refusal.ApprovedAfterCutOff, "approved_on", approvedOn);

        return form.Clean
            ? round with { State = RoundState.Collecting, ApprovedOn = date, ApprovedBy = secretary.Login }
            : form.Refused;
    }
}

/// <summary>A person who acts: who signed what is kept by login, since names repeat.</summary>
internal sealed record Person(string Login, string Name);

internal sealed record Member(string Village, string Name);

/// <summary>The region as the register has it on the day of opening.</summary>
internal sealed record Federation(string Region, string CompanyName, IReadOnlyList<Member> Members);

/// <summary>What the manager wrote down, not yet read.</summary>
internal sealed record RoundDraft
{
    public required string Title { get; init; }
    public required ItemDraft Item { get; init; }
    public required bool AgencyMode { get; init; }
    public required string CutOff { get; init; }
    public required string OpenedOn { get; init; }
    public required long FeePartsPerMillion { get; init; }
}

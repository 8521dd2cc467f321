using Region.Kernel;

namespace Region.Procurement.Domain;

/// <summary>需求申报单: what one village asks for, in whole packs. The newest of a village counts; zero withdraws.</summary>
internal sealed record Requisition
{
    public required string Village { get; init; }
    public required long Packs { get; init; }
    public required DateOnly RequestedOn { get; init; }
    public required string Purpose { get; init; }
    public required string EnteredBy { get; init; }

    public Quantity QuantityOf(Item item) => Packs * item.PackSize;

    /// <summary>A village asks, or asks again before the cut-off.</summary>
    public static Decision<Requisition, Refusal> Submit(
        Round round,
        IReadOnlyList<Requisition> standing,
        RequisitionDraft draft,
        Person accountant)
    {
        var form = new Form();
        var date = ReadDate(round, draft.RequestedOn, form);
        var requisition = Read(round, standing, draft, form) with { RequestedOn = date, EnteredBy = accountant.Login };
        return form.Clean ? requisition : form.Refused;
    }

    /// <summary>The company types in what villages handed in on paper: all rows or none.</summary>
    public static Decision<IReadOnlyList<Requisition>, Refusal> Import(
        Round round,
        IReadOnlyList<Requisition> standing,
        RequisitionTable table,
        Person clerk)
    {
        var form = new Form();
        var date = ReadDate(round, table.RequestedOn, form);
        form.Demand(table.Rows.Count > 0, Refusal.TextMissing, "table");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<Requisition>(table.Rows.Count);
        foreach (var draft in table.Rows)
        {
            form.Demand(seen.Add(draft.Village), Refusal.DuplicateVillage, draft.VillageField, draft.Village);
            read.Add(Read(round, standing, draft, form) with { RequestedOn = date, EnteredBy = clerk.Login });
        }

        return form.Clean ? read : form.Refused;
    }

    private static DateOnly ReadDate(Round round, string requestedOn, Form form)
    {
        form.State(round, RoundState.Collecting);
        var date = form.Date("requested_on", requestedOn, round.CollectsFrom);
        form.Demand(
            date <= round.CutOff,
            Refusal.AfterCutOff,
            "requested_on",
            $"{requestedOn}>{BusinessDate.Write(round.CutOff)}");
        return date;
    }

    private static Requisition Read(Round round, IReadOnlyList<Requisition> standing, RequisitionDraft draft, Form form)
    {
        var row = new Form();
        var packs = row.Packs(draft.PacksField, draft.Packs);
        if (row.Clean && packs == 0)
        {
            var asked = standing.Any(other => string.Equals(other.Village, draft.Village, StringComparison.Ordinal));
            row.Demand(asked, Refusal.PacksZero, draft.PacksField, draft.Packs);
        }

        row.Demand(round.Has(draft.Village), Refusal.NotAMember, draft.VillageField, draft.Village);
        var purpose = row.Note(draft.PurposeField, draft.Purpose, Limits.Purpose);
        foreach (var refused in row.Refused)
            form.Demand(holds: false, refused.Rule, refused.Field, refused.Offending);

        return new Requisition
        {
            Village = draft.Village,
            Packs = packs,
            RequestedOn = default,
            Purpose = purpose,
            EnteredBy = "",
        };
    }
}

/// <summary>One requisition as it was written down, by hand or as a row of a table.</summary>
internal sealed record RequisitionDraft
{
    public required string Village { get; init; }
    public required string Packs { get; init; }
    public required string Purpose { get; init; }
    public string RequestedOn { get; init; } = "";

    /// <summary>Such as «第3行 » for a row of a table; empty where one village asks for itself.</summary>
    public string Prefix { get; init; } = "";

    public string VillageField => Prefix.Length == 0 ? "village" : Prefix + "村编码";

    public string PacksField => Prefix.Length == 0 ? "packs" : Prefix + "件数";

    public string PurposeField => Prefix.Length == 0 ? "purpose" : Prefix + "用途";
}

internal sealed record RequisitionTable(IReadOnlyList<RequisitionDraft> Rows, string RequestedOn);

using Region.Services.Tests.Model;

namespace Region.Services.Tests.Desk;

/// <summary>What a maker writes on a draft.</summary>
internal sealed record DeskContent
{
    public required string Word { get; init; }

    /// <summary>Null where the date is none.</summary>
    public required DateOnly? Date { get; init; }
    public string Summary { get; init; } = "样例业务";
    public required IReadOnlyList<ModelLine> Lines { get; init; }
    public int Attachments { get; init; }
    public string NoAttachments { get; init; } = "";
    public string CashReason { get; init; } = "";

    /// <summary>The voucher that it corrects.</summary>
    public DeskVoucher? Corrects { get; init; }

    internal string Month => DeskBook.MonthOf(Date!.Value);
}

/// <summary>States of a draft, as the book keeps them.</summary>
internal enum DeskState
{
    Open,
    Returned,
    Checked,
    Posted,
    Discarded,
}

/// <summary>A draft and what became of it.</summary>
internal sealed class DeskDraft
{
    /// <summary>Known once the service has given it.</summary>
    public string Id { get; set; } = "";
    public int Version { get; set; } = 1;
    public DeskState State { get; set; }
    public required DeskContent Content { get; set; }

    /// <summary>Everybody who wrote in it, the last one apart.</summary>
    public List<string> Makers { get; } = [];
    public required string PreparedBy { get; set; }
    public string CheckedBy { get; set; } = "";
    public string Cashier { get; set; } = "";
    public DeskVoucher? Voucher { get; set; }

    internal bool IsFinal => State is DeskState.Posted or DeskState.Discarded;
}

/// <summary>A voucher that must stand in a book.</summary>
internal sealed class DeskVoucher
{
    public string Id { get; set; } = "";
    public required string Word { get; init; }
    public required int Number { get; init; }
    public required DateOnly Date { get; init; }

    /// <summary>Ordinary, Opening or YearEnd.</summary>
    public string Kind { get; init; } = "Ordinary";
    public required string PreparedBy { get; init; }
    public string CheckedBy { get; init; } = "";
    public string Cashier { get; init; } = "";
    public required string PostedBy { get; init; }
    public required IReadOnlyList<ModelLine> Lines { get; init; }
    public int Attachments { get; init; }
    public string EventId { get; init; } = "";
    public string Rule { get; init; } = "";
    public string Mirror { get; init; } = "";
    public DeskVoucher? Cancels { get; init; }
    public DeskVoucher? Corrects { get; init; }
    public bool Cancelled { get; set; }
}

/// <summary>A closing or reopening of a month.</summary>
internal sealed record DeskPeriodAct(string Act, string Month, string ClosedThrough, string Login, int Vouchers);

/// <summary>A cancellation that one book announced, for the book with the other side.</summary>
internal sealed record DeskTold(string Id, string Book, DeskVoucher Voucher, DateOnly On);

/// <summary>What the members decided about the year's result; everything zero where nothing.</summary>
internal sealed record DeskPlan(long LossCover, int Ppm, long Appropriation, string Meeting)
{
    public IReadOnlyList<(string Member, long Fen)> Shares { get; init; } = [];

    internal bool DecidesNothing => LossCover is 0 && Ppm is 0 && Appropriation is 0 && Shares.Count is 0;
}

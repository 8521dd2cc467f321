namespace Region.Accounting.Domain;

/// <summary>
/// A voucher on its way into the book (凭证草稿): 制单, 审核, 出纳签字, 记账. It has no number yet; that is given when it is
/// posted, so numbers stay without gaps whatever becomes of drafts.
/// </summary>
internal sealed record DraftSheet
{
    public required Guid Id { get; init; }

    /// <summary>Counts the changes of the content, from 1; who acts names the version that he saw.</summary>
    public long Version { get; init; } = 1;

    public DraftState State { get; init; } = DraftState.Open;

    /// <summary>PreparedBy is who changed it last; CheckedBy and Cashier are empty until they acted.</summary>
    public required Draft Content { get; init; }

    /// <summary>Why there are no attachments; empty where there are some, or where none are asked for.</summary>
    public string AttachmentsReason { get; init; } = "";

    /// <summary>Why cash may go below zero by it; empty where it must not.</summary>
    public string CashReason { get; init; } = "";

    /// <summary>Everybody who wrote in it; none of them checks it or signs for it.</summary>
    public required IReadOnlyList<string> Makers { get; init; }

    /// <summary>Why it was sent back or discarded; else empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The voucher that it became.</summary>
    public Guid? VoucherId { get; init; }

    /// <summary>The template that it was made from; empty without.</summary>
    public string Template { get; init; } = "";

    /// <summary>The month (YYYY-MM) that a recurring template owed it for; else empty.</summary>
    public string TemplateMonth { get; init; } = "";

    /// <summary>Whether nothing can be done with it any more.</summary>
    public bool IsFinal => State is DraftState.Posted or DraftState.Discarded;
}

internal enum DraftState
{
    /// <summary>编制: may be changed, and checked.</summary>
    Open = 1,

    /// <summary>退回: is to be changed before it is checked again.</summary>
    Returned = 2,

    /// <summary>已审核.</summary>
    Checked = 3,

    /// <summary>已记账: never changes again.</summary>
    Posted = 4,

    /// <summary>已作废: kept, never posted.</summary>
    Discarded = 5,
}

/// <summary>What a maker writes: a new draft, or a change of one.</summary>
internal sealed record DraftEdit
{
    public required Draft Content { get; init; }

    public string AttachmentsReason { get; init; } = "";

    public string CashReason { get; init; } = "";
}

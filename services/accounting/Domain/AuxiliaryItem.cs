using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>An item of a book's registers (辅助核算档案): its code is fixed, its name may change.</summary>
internal sealed record AuxiliaryItem
{
    public const int MaximumCode = 40;

    public const int MaximumName = 60;

    public const int MaximumUnit = 12;

    public required ItemKind Kind { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>The unit of quantity (计量单位) of a stock item; empty for all others.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Who entered it; empty where a voucher brought it in.</summary>
    public string EnteredBy { get; init; } = "";

    /// <summary>Whether no voucher that people make may name it any more.</summary>
    public bool Closed { get; init; }

    /// <summary>
    /// Enters an item. What a voucher brought in before is taken over, with the name and unit that a person gives it.
    /// </summary>
    public static Decision<AuxiliaryItem, Refusal> Add(AuxiliaryItem item, AuxiliaryItem? known)
    {
        if (!SubAccounts.IsName(item.Code, MaximumCode) || item.Code.Contains(' ', StringComparison.Ordinal))
            return Refusal.ItemCodeInvalid.On("item_code", item.Code);

        if (!SubAccounts.IsName(item.Name, MaximumName))
            return Refusal.ItemNameInvalid.On("name", item.Name);

        var unit = item.Kind is ItemKind.Stock
            ? SubAccounts.IsName(item.Unit, MaximumUnit)
            : item.Unit.Length is 0;
        if (!unit)
            return Refusal.ItemUnitInvalid.On("unit", item.Unit);

        return known is { EnteredBy.Length: > 0 }
            ? Refusal.ItemCodeTaken.On("item_code", $"{known.Code} {known.Name}")
            : item;
    }

    /// <summary>The item under another name; from then on no voucher brings an older one back.</summary>
    public Decision<AuxiliaryItem, Refusal> Rename(string name, string login) =>
        SubAccounts.IsName(name, MaximumName)
            ? this with { Name = name, EnteredBy = login }
            : Refusal.ItemNameInvalid.On("name", name);

    /// <summary>The item, closed; while any account holds something of it, it stays open.</summary>
    public Decision<AuxiliaryItem, Refusal> Close(string? heldOn, string login)
    {
        if (Closed)
            return Refusal.ItemClosed.On("item_code", $"{Code} {Name}");

        return heldOn is null
            ? this with { Closed = true, EnteredBy = login }
            : Refusal.ItemNotEmpty.On("item_code", $"{Code} {Name}（{heldOn}）");
    }

    /// <summary>The item, in use again.</summary>
    public Decision<AuxiliaryItem, Refusal> Reopen(string login) =>
        Closed
            ? this with { Closed = false, EnteredBy = login }
            : Refusal.ItemNotClosed.On("item_code", $"{Code} {Name}");
}

/// <summary>The registers. Counterparties and members share one range of codes, since postings name either.</summary>
internal enum ItemKind
{
    /// <summary>往来单位.</summary>
    Counterparty = 1,

    /// <summary>成员.</summary>
    Member = 2,

    /// <summary>项目.</summary>
    Project = 3,

    /// <summary>存货.</summary>
    Stock = 4,
}

/// <summary>
/// What vouchers that people make may name. Automatic vouchers bring their counterparties and goods in by themselves.
/// </summary>
internal static class ItemRules
{
    /// <summary>
    /// An item that is closed is refused everywhere; one that stands in no register where the account requires it.
    /// </summary>
    public static IEnumerable<Refused<Refusal>> Refuse(
        Draft content,
        Chart chart,
        IReadOnlyDictionary<(ItemSlot Slot, string Code), bool> closed)
    {
        for (var index = 0; index < content.Postings.Count; index++)
        {
            var posting = content.Postings[index];
            if (chart.Find(posting.Account) is not { } account)
                continue;

            foreach (var (slot, code, use) in SlotsOf(posting, account).Where(item => item.Code.Length > 0))
            {
                var field = FormattableString.Invariant($"postings[{index}]");
                if (closed.TryGetValue((slot, code), out var isClosed))
                {
                    if (isClosed)
                        yield return Refusal.ItemClosed.On(field, code);
                }
                else if (use is AuxiliaryUse.Required)
                {
                    yield return Refusal.ItemUnknown.On(field, $"{account.Title}：{code}");
                }
            }
        }
    }

    /// <summary>The items that lines name, each once.</summary>
    public static IReadOnlySet<(ItemSlot Slot, string Code)> NamedBy(IEnumerable<Posting> postings) => postings
        .SelectMany(posting => ((ItemSlot, string)[])
        [
            (ItemSlot.Counterparty, posting.Counterparty),
            (ItemSlot.Project, posting.Project),
            (ItemSlot.Stock, posting.Stock),
        ])
        .Where(item => item.Item2.Length > 0)
        .ToHashSet();

    private static IEnumerable<(ItemSlot Slot, string Code, AuxiliaryUse Use)> SlotsOf(Posting posting, Account account)
    {
        yield return (ItemSlot.Counterparty, posting.Counterparty, account.Counterparty);
        yield return (ItemSlot.Project, posting.Project, account.Project);
        yield return (ItemSlot.Stock, posting.Stock, account.Stock);
    }
}

/// <summary>Where on a posting an item stands.</summary>
internal enum ItemSlot
{
    Counterparty = 1,
    Project = 2,
    Stock = 3,
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>
/// Sub-accounts (明细科目) that a unit opens below the accounts of its chart. Class, side and kind of cash are those of the
/// account above; auxiliary items may be asked for more strictly than above, never less.
/// </summary>
internal static class SubAccounts
{
    public const int MaximumName = 40;

    /// <summary>Levels of a code: 102.01.02 has three.</summary>
    public const int MaximumLevels = 4;

    /// <summary>
    /// A new sub-account. An account with postings or balances gets none: what stands on it would stand on no leaf any
    /// more. The first sub-account takes what rules post to the account above, so that an automatic voucher always
    /// finds its leaf; a later one takes it over where the unit says so.
    /// </summary>
    public static Decision<AccountChange, Refusal> Open(Chart chart, NewSubAccount wish, bool parentInUse)
    {
        if (chart.Find(wish.Parent) is not { } parent)
            return Refusal.AccountUnknown.On("parent", wish.Parent);

        if (Refuse(chart, wish, parent) is { } refused)
            return refused;

        if (parentInUse)
            return Refusal.AccountInUse.On("parent", parent.Title);

        var account = new Account
        {
            Code = wish.Code,
            Name = wish.Name,
            Class = parent.Class,
            Side = parent.Side,
            Counterparty = Stricter(parent.Counterparty, wish.Counterparty),
            Project = Stricter(parent.Project, wish.Project),
            Stock = Stricter(parent.Stock, wish.Stock),
            Cash = parent.Cash,
            OpenedOn = parent.OpenedOn,
            Own = true,
            TakesAutomatic = wish.TakesAutomatic || chart.IsLeaf(parent.Code),
        };
        if (account.TakesAutomatic && IsStricter(account, parent))
            return Refusal.AutomaticTooStrict.On("account", account.Title);

        return new AccountChange(account, account.TakesAutomatic ? Relieved(chart, account) : [])
        {
            Act = "开设",
        };
    }

    /// <summary>Another name; the code stays.</summary>
    public static Decision<AccountChange, Refusal> Rename(Chart chart, string code, string name)
    {
        var own = Own(chart, code);
        if (!own.Allowed)
            return own.Refuse<AccountChange>();

        if (!IsName(name, MaximumName))
            return Refusal.AccountNameInvalid.On("name", name);

        // The year end finds some accounts by their name below another.
        var siblings = chart.ChildrenOf(Chart.ParentOf(code)!)
            .Where(sibling => !string.Equals(sibling.Code, code, StringComparison.Ordinal));
        if (siblings.Any(sibling => string.Equals(sibling.Name, name, StringComparison.Ordinal)))
            return Refusal.AccountNameTaken.On("name", name);

        var renamed = own.Value with { Name = name };
        return new AccountChange(renamed, []) { Act = "更名", Before = own.Value.Name };
    }

    /// <summary>Takes no more postings from a day on: it holds nothing, and nothing is posted later.</summary>
    public static Decision<AccountChange, Refusal> Close(Chart chart, string code, DateOnly on, AccountUsage usage)
    {
        var own = Own(chart, code);
        if (!own.Allowed)
            return own.Refuse<AccountChange>();

        var account = own.Value;
        if (account.ClosedOn is not null)
            return Refusal.AccountClosedAlready.On("account", account.Title);

        if (chart.ChildrenOf(code).FirstOrDefault(child => child.ClosedOn is null) is { } below)
            return Refusal.AccountOpenBelow.On("account", below.Title);

        if (account.TakesAutomatic)
            return Refusal.AccountTakesAutomatic.On("account", account.Title);

        if (!usage.IsEmpty)
            return Refusal.AccountNotEmpty.On("account", $"{account.Title}：{usage.Balance}");

        return usage.LastPosting >= on
            ? Refusal.AccountPostedLater.On("closed_on", BusinessDate.Write(usage.LastPosting.Value))
            : new AccountChange(account with { ClosedOn = on }, [])
            {
                Act = "停用",
            };
    }

    /// <summary>Takes postings again.</summary>
    public static Decision<AccountChange, Refusal> Reopen(Chart chart, string code)
    {
        var own = Own(chart, code);
        if (!own.Allowed)
            return own.Refuse<AccountChange>();

        return own.Value.ClosedOn is null
            ? Refusal.AccountNotClosed.On("account", own.Value.Title)
            : new AccountChange(own.Value with { ClosedOn = null }, [])
            {
                Act = "启用",
            };
    }

    /// <summary>Takes over what rules post to the account above.</summary>
    public static Decision<AccountChange, Refusal> Route(Chart chart, string code)
    {
        if (chart.Find(code) is not { } account || Chart.ParentOf(code) is not { } above)
            return Refusal.AccountNotBelow.On("account", code);

        if (account.ClosedOn is not null)
            return Refusal.AccountClosedAlready.On("account", account.Title);

        return IsStricter(account, chart.Find(above)!)
            ? Refusal.AutomaticTooStrict.On("account", account.Title)
            : new AccountChange(account with { TakesAutomatic = true }, Relieved(chart, account))
            {
                Act = "接收自动凭证",
            };
    }

    /// <summary>Whether the text can be the name of an account or an item.</summary>
    public static bool IsName(string name, int longest) =>
        name.Length > 0 && name.Length <= longest && PlainText.IsPlain(name);

    private static Refused<Refusal>? Refuse(Chart chart, NewSubAccount wish, Account parent)
    {
        if (!Extends(wish.Code, parent.Code))
            return Refusal.AccountCodeInvalid.On("account", $"{wish.Code}（上级 {parent.Code}）");

        if (chart.Find(wish.Code) is { } taken)
            return Refusal.AccountCodeTaken.On("account", taken.Title);

        if (!IsName(wish.Name, MaximumName))
            return Refusal.AccountNameInvalid.On("name", wish.Name);

        if (chart.ChildrenOf(parent.Code).Any(child => string.Equals(child.Name, wish.Name, StringComparison.Ordinal)))
            return Refusal.AccountNameTaken.On("name", wish.Name);

        if (parent.ClosedOn is not null)
            return Refusal.AccountClosedAlready.On("parent", parent.Title);

        return IsLooser(wish.Counterparty, parent.Counterparty) || IsLooser(wish.Project, parent.Project)
            || IsLooser(wish.Stock, parent.Stock)
            ? Refusal.AccountLooser.On("account", parent.Title)
            : null;
    }

    private static Decision<Account, Refusal> Own(Chart chart, string code)
    {
        if (chart.Find(code) is not { } account)
            return Refusal.AccountUnknown.On("account", code);

        return account.Own ? account : Refusal.AccountPublished.On("account", account.Title);
    }

    // The parent's code, a dot, and two to four digits.
    private static bool Extends(string code, string parent) =>
        code.Length - parent.Length is >= 3 and <= 5
        && code.StartsWith($"{parent}.", StringComparison.Ordinal)
        && code.AsSpan(parent.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0
        && code.Count(letter => letter is '.') < MaximumLevels;

    // Those that took automatic postings until now.
    private static Account[] Relieved(Chart chart, Account account) =>
    [
        .. chart.ChildrenOf(Chart.ParentOf(account.Code)!)
            .Where(other => other.TakesAutomatic && !string.Equals(other.Code, account.Code, StringComparison.Ordinal))
            .Select(other => other with { TakesAutomatic = false }),
    ];

    private static bool IsLooser(AuxiliaryUse? wish, AuxiliaryUse above) => wish < above;

    private static AuxiliaryUse Stricter(AuxiliaryUse above, AuxiliaryUse? wish) => wish ?? above;

    // A rule that names the account above gives no more items than that one asks for.
    private static bool IsStricter(Account account, Account above) =>
        MoreThan(account.Counterparty, above.Counterparty) || MoreThan(account.Project, above.Project)
        || MoreThan(account.Stock, above.Stock);

    private static bool MoreThan(AuxiliaryUse use, AuxiliaryUse above) =>
        use is AuxiliaryUse.Required && above is not AuxiliaryUse.Required;
}

/// <summary>What a unit wants to open.</summary>
internal sealed record NewSubAccount
{
    public required string Parent { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for that of the account above.</summary>
    public AuxiliaryUse? Counterparty { get; init; }

    public AuxiliaryUse? Project { get; init; }

    public AuxiliaryUse? Stock { get; init; }

    /// <summary>Whether it takes over what rules post to the account above.</summary>
    public bool TakesAutomatic { get; init; }
}

/// <summary>An account as it is to be, with those that change beside it.</summary>
internal sealed record AccountChange(Account Account, IReadOnlyList<Account> Beside)
{
    /// <summary>What is done, in a word for the record.</summary>
    public required string Act { get; init; }

    /// <summary>What the name was before; empty where it stays.</summary>
    public string Before { get; init; } = "";
}

/// <summary>How an account is used.</summary>
/// <param name="Balance">Signed to debit.</param>
/// <param name="Details">Details of it, such as one counterparty's, that hold something.</param>
/// <param name="LastPosting">The day of the newest posting; null where there is none.</param>
internal sealed record AccountUsage(Money Balance, long Details, DateOnly? LastPosting)
{
    /// <summary>Whether neither it nor any detail of it holds anything.</summary>
    public bool IsEmpty => Balance.Fen is 0 && Details is 0;
}

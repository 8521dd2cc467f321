namespace Region.Services.Tests.Desk;

/// <summary>明细科目 and 辅助核算档案, as the handbook words them.</summary>
internal static class DeskRegisters
{
    private const string Ok = DeskProblems.Ok;

    internal static string Open(DeskBook book, string parent, string code, string name, bool takesAutomatic)
    {
        if (!book.Accounts.TryGetValue(parent, out var above))
            return "ACCOUNT_UNKNOWN";

        var digits = code.StartsWith($"{parent}.", StringComparison.Ordinal) ? code[(parent.Length + 1)..] : "";
        var levels = code.Count(letter => letter is '.') + 1;
        if (digits.Length is < 2 or > 4 || !digits.All(char.IsAsciiDigit) || levels > 4)
            return "ACCOUNT_CODE_INVALID";

        var refused = book switch
        {
            _ when book.Accounts.ContainsKey(code) => "ACCOUNT_CODE_TAKEN",
            _ when name.Length is 0 => "ACCOUNT_NAME_INVALID",
            _ when book.Below(parent).Any(sibling => sibling.Name == name) => "ACCOUNT_NAME_TAKEN",
            _ when above.ClosedOn is not null => "ACCOUNT_CLOSED_ALREADY",
            _ when LinesOn(book, parent).Any() => "ACCOUNT_IN_USE",
            _ => null,
        };
        if (refused is not null)
            return refused;

        var account = new DeskAccount
        {
            Code = code,
            Name = name,
            Kind = above.Kind,
            Counterparty = above.Counterparty,
            Own = true,
        };
        var isFirst = book.IsLeaf(parent);
        book.Accounts[code] = account;
        if (takesAutomatic || isFirst)
            Take(book, account);

        return Ok;
    }

    internal static string Rename(DeskBook book, string code, string name)
    {
        if (Own(book, code) is { } refused)
            return refused;

        var account = book.Accounts[code];
        if (name.Length is 0)
            return "ACCOUNT_NAME_INVALID";

        if (book.Below(account.Parent).Any(sibling => sibling != account && sibling.Name == name))
            return "ACCOUNT_NAME_TAKEN";

        account.Name = name;
        return Ok;
    }

    internal static string Close(DeskBook book, string code, DateOnly? on)
    {
        if (on is not { } day)
            return "DATE_INVALID";

        if (Own(book, code) is { } refused)
            return refused;

        var account = book.Accounts[code];
        var below = book.Accounts.Values.Where(other => other.IsWithin(code)).Select(other => other.Code).ToArray();
        var refusal = account switch
        {
            { ClosedOn: not null } => "ACCOUNT_CLOSED_ALREADY",
            _ when book.Below(code).Any(other => other.ClosedOn is null) => "ACCOUNT_OPEN_BELOW",
            { TakesAutomatic: true } => "ACCOUNT_TAKES_AUTOMATIC",
            _ when book.HeldOn(DateOnly.MaxValue).Keys.Any(held => below.Contains(held.Account)) => "ACCOUNT_NOT_EMPTY",
            _ when below.SelectMany(one => LinesOn(book, one)).Any(date => date >= day) => "ACCOUNT_POSTED_LATER",
            _ => null,
        };
        if (refusal is not null)
            return refusal;

        account.ClosedOn = day;
        return Ok;
    }

    internal static string Reopen(DeskBook book, string code)
    {
        if (Own(book, code) is { } refused)
            return refused;

        if (book.Accounts[code].ClosedOn is null)
            return "ACCOUNT_NOT_CLOSED";

        book.Accounts[code].ClosedOn = null;
        return Ok;
    }

    /// <summary>A sub-account takes over what rules post to the account above.</summary>
    internal static string Route(DeskBook book, string code)
    {
        if (!book.Accounts.TryGetValue(code, out var account) || account.Parent.Length is 0)
            return "ACCOUNT_NOT_BELOW";

        if (account.ClosedOn is not null)
            return "ACCOUNT_CLOSED_ALREADY";

        Take(book, account);
        return Ok;
    }

    internal static string Add(DeskBook book, string kind, string code, string name, string login)
    {
        if (code.Length is 0 || code.Contains(' ', StringComparison.Ordinal))
            return "ITEM_CODE_INVALID";

        if (name.Length is 0)
            return "ITEM_NAME_INVALID";

        if (book.Items.TryGetValue(code, out var known) && known.EnteredBy.Length > 0)
            return "ITEM_CODE_TAKEN";

        book.Items[code] = new DeskItem { Code = code, Kind = kind, Name = name, EnteredBy = login };
        return Ok;
    }

    internal static string RenameItem(DeskBook book, string kind, string code, string name, string login)
    {
        if (Known(book, kind, code) is not { } item)
            return "NOT_FOUND";

        if (name.Length is 0)
            return "ITEM_NAME_INVALID";

        (item.Name, item.EnteredBy) = (name, login);
        return Ok;
    }

    internal static string CloseItem(DeskBook book, string kind, string code, string login)
    {
        if (Known(book, kind, code) is not { } item)
            return "NOT_FOUND";

        if (item.Closed)
            return "ITEM_CLOSED";

        var held = book.HeldOn(DateOnly.MaxValue).Where(detail => detail.Key.Counterparty == code)
            .GroupBy(detail => detail.Key.Account, detail => detail.Value);
        if (held.Any(account => account.Sum() is not 0))
            return "ITEM_NOT_EMPTY";

        (item.Closed, item.EnteredBy) = (true, login);
        return Ok;
    }

    private static DeskItem? Known(DeskBook book, string kind, string code) =>
        book.Items.GetValueOrDefault(code) is { } item && item.Kind == kind ? item : null;

    private static string? Own(DeskBook book, string code) => book.Accounts.GetValueOrDefault(code) switch
    {
        null => "ACCOUNT_UNKNOWN",
        { Own: false } => "ACCOUNT_PUBLISHED",
        _ => null,
    };

    private static IEnumerable<DateOnly> LinesOn(DeskBook book, string account) => book.Vouchers
        .Where(voucher => voucher.Lines.Any(line => line.Account == account)).Select(voucher => voucher.Date);

    private static void Take(DeskBook book, DeskAccount account)
    {
        foreach (var sibling in book.Below(account.Parent))
            sibling.TakesAutomatic = sibling == account;
    }
}

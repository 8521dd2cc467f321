using System.Globalization;

namespace Region.Services.Tests.Desk;

/// <summary>
/// One book as its accountant would keep it on paper: what stands in it, in lists; nothing of the service is used.
/// </summary>
internal sealed class DeskBook
{
    internal const string Automatic = "自动";

    internal DeskBook(string code, DeskRegime regime, DateOnly openedOn)
    {
        (Code, Regime, OpenedOn) = (code, regime, openedOn);
        Accounts = regime.Chart.ToDictionary(
            line => line.Code,
            line => new DeskAccount
            {
                Code = line.Code,
                Name = line.Code,
                Kind = line.Kind,
                Counterparty = line.Counterparty,
            },
            StringComparer.Ordinal);
    }

    internal string Code { get; }

    internal DeskRegime Regime { get; }

    /// <summary>The day of the opening balances.</summary>
    internal DateOnly OpenedOn { get; }

    /// <summary>The last day of the newest closed month; null where none is closed.</summary>
    internal DateOnly? ClosedThrough { get; set; }

    internal Dictionary<string, DeskAccount> Accounts { get; }

    internal SortedDictionary<string, DeskItem> Items { get; } = new(StringComparer.Ordinal);

    internal List<DeskDraft> Drafts { get; } = [];

    internal List<DeskVoucher> Vouchers { get; } = [];

    internal List<DeskPeriodAct> Acts { get; } = [];

    internal HashSet<string> Inbox { get; } = new(StringComparer.Ordinal);

    /// <summary>How many commands were carried out in it, each under a key of its own.</summary>
    internal int Commands { get; set; }

    internal int AnnouncedVouchers { get; set; }

    internal int AnnouncedReversals { get; set; }

    internal int AnnouncedClosings { get; set; }

    internal DateOnly FirstMonth => new(OpenedOn.Year, OpenedOn.Month, 1);

    /// <summary>The month that is closed next.</summary>
    internal DateOnly NextMonth => ClosedThrough?.AddDays(1) ?? FirstMonth;

    internal static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    internal static DateOnly EndOf(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);

    internal bool IsClosed(DateOnly day) => day <= ClosedThrough;

    /// <summary>The day itself, or the first one behind the closed months.</summary>
    internal DateOnly OpenDay(DateOnly day) => IsClosed(day) ? ClosedThrough!.Value.AddDays(1) : day;

    internal int NextNumber(string word, DateOnly date) => 1 + Vouchers.Count(voucher =>
        voucher.Word == word && MonthOf(voucher.Date) == MonthOf(date));

    internal bool IsLeaf(string code) => Accounts.ContainsKey(code) && Below(code).Count is 0;

    internal List<DeskAccount> Below(string code) => [.. Accounts.Values.Where(account => account.Parent == code)];

    /// <summary>Where a rule's posting to an account goes: to the sub-account that takes what is automatic.</summary>
    internal string LeafFor(string code)
    {
        while (Below(code) is { Count: > 0 } below)
            code = below.Single(account => account.TakesAutomatic).Code;

        return code;
    }

    /// <summary>What every detail holds on a day, signed to debit, zeros left out.</summary>
    internal Dictionary<(string Account, string Counterparty), long> HeldOn(DateOnly day)
    {
        var held = new Dictionary<(string, string), long>();
        foreach (var line in Vouchers.Where(voucher => voucher.Date <= day).SelectMany(voucher => voucher.Lines))
        {
            var detail = (line.Account, line.Counterparty);
            held[detail] = held.GetValueOrDefault(detail) + line.Debit - line.Credit;
        }

        return held.Where(pair => pair.Value is not 0).ToDictionary();
    }

    /// <summary>The vouchers of a year's end that stand.</summary>
    internal List<DeskVoucher> YearEnd(int year) => [.. Vouchers.Where(voucher =>
        voucher.Kind is "YearEnd" && voucher.Date.Year == year && voucher is { Cancels: null, Cancelled: false })];

    /// <summary>Sums by account, counterparty and month: none for the opening, 13 for the year end.</summary>
    internal Dictionary<(string, string, string), (long Debit, long Credit)> Totals()
    {
        var totals = new Dictionary<(string, string, string), (long Debit, long Credit)>();
        foreach (var voucher in Vouchers)
        {
            var month = voucher.Kind switch
            {
                "Opening" => "",
                "YearEnd" => MonthOf(voucher.Date)[..5] + "13",
                _ => MonthOf(voucher.Date),
            };
            foreach (var line in voucher.Lines)
            {
                var key = (line.Account, line.Counterparty, month);
                var (debit, credit) = totals.GetValueOrDefault(key);
                totals[key] = (debit + line.Debit, credit + line.Credit);
            }
        }

        return totals;
    }

    /// <summary>Appends a voucher; the registers know from then on whom it names.</summary>
    internal DeskVoucher Append(DeskVoucher voucher)
    {
        Vouchers.Add(voucher);
        foreach (var code in voucher.Lines.Select(line => line.Counterparty).Where(code => code.Length > 0))
            Items.TryAdd(code, new DeskItem { Code = code });

        return voucher;
    }

    /// <summary>Cancels a voucher by a red one of the same lines, negative on the same sides.</summary>
    internal void Cancel(DeskVoucher original, DateOnly on, string by)
    {
        original.Cancelled = true;
        AnnouncedReversals++;
        Append(new DeskVoucher
        {
            Word = original.Word,
            Number = NextNumber(original.Word, on),
            Date = on,
            Kind = original.Kind,
            PreparedBy = by,
            PostedBy = by,
            Lines = [.. original.Lines.Select(line => line with { Debit = -line.Debit, Credit = -line.Credit })],
            EventId = original.EventId,
            Mirror = original.Mirror,
            Cancels = original,
        });
    }
}

using Region.Kernel;

namespace Region.Accounting.Domain;

/// <summary>What one check found in a month.</summary>
internal sealed record CheckItem
{
    public required CheckKind Kind { get; init; }

    public required CheckSeverity Severity { get; init; }

    /// <summary>What was found, for people.</summary>
    public required string Title { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Remedy { get; init; }

    public required int Count { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<CheckPlace> Places { get; init; }
}

/// <summary>Where a check found something; what does not apply is empty.</summary>
internal sealed record CheckPlace
{
    public string Voucher { get; init; } = "";

    public string Draft { get; init; } = "";

    public string Account { get; init; } = "";

    public string Counterparty { get; init; } = "";

    public string Note { get; init; } = "";
}

/// <summary>A check and what it found.</summary>
internal sealed record Found(CheckKind Kind, IReadOnlyList<CheckPlace> Places)
{
    /// <summary>How many there are, where only the first were read.</summary>
    public int Count { get; init; } = Places.Count;
}

/// <summary>The checks before a month is closed, in the order in which people work them off.</summary>
internal enum CheckKind
{
    EarlierMonthOpen = 1,
    DraftOpen = 2,
    ChainBroken = 3,
    PendingLoss = 4,
    DepreciationMissing = 5,
    BankUnreconciled = 6,
    BankStatementMissing = 7,
    EstimateMissing = 8,
    DeadLetter = 9,
    YearEndMissing = 10,
    CashNegative = 11,
    StaleDealing = 12,
    AttachmentMissing = 13,
    Unreviewed = 14,
    MonthNotOver = 15,
    MonthNotBegun = 16,
}

/// <summary>Whether a month may be closed while something stands.</summary>
internal enum CheckSeverity
{
    Blocker = 1,
    Warning = 2,
}

/// <summary>The checklist of a month (结账检查): each check with what it found, how bad that is and what to do.</summary>
internal static class CloseChecklist
{
    private const int MostPlaces = 50;
    private const int MostNamed = 3;

    /// <summary>The items of all checks that found something, blockers first.</summary>
    public static IReadOnlyList<CheckItem> Of(IEnumerable<Found> found) =>
    [
        .. found
            .Where(one => one.Count > 0)
            .Select(Item)
            .OrderBy(item => item.Severity)
            .ThenBy(item => item.Kind),
    ];

    /// <summary>What stands in the way of a month before all else: earlier months, and days that are to come.</summary>
    public static IReadOnlyList<Found> OfCalendar(PeriodState state, DateOnly month, DateOnly today)
    {
        var earlier = new List<CheckPlace>();
        for (var open = state.Next; open < month && earlier.Count < MostPlaces; open = open.AddMonths(1))
            earlier.Add(new CheckPlace { Note = BusinessDate.WriteMonth(open) });

        var begun = month <= today;
        CheckPlace[] early = begun && today < Months.LastDay(month)
            ? [new CheckPlace { Note = $"{BusinessDate.Write(Months.LastDay(month))}才到月末" }]
            : [];
        CheckPlace[] future = begun ? [] : [new CheckPlace { Note = $"{BusinessDate.Write(month)}才开始" }];
        return
        [
            new Found(CheckKind.EarlierMonthOpen, earlier),
            new Found(CheckKind.MonthNotOver, early),
            new Found(CheckKind.MonthNotBegun, future),
        ];
    }

    private static CheckItem Item(Found found)
    {
        var (title, remedy) = Texts(found.Kind);
        var named = found.Places.Select(place => place.Note).Where(note => note.Length > 0).Take(MostNamed).ToArray();
        var shown = named.Length > 0
            ? $"：{string.Join("、", named)}{(found.Count > named.Length ? "等" : "")}"
            : "";
        return new CheckItem
        {
            Kind = found.Kind,
            Severity = SeverityOf(found.Kind),
            Title = FormattableString.Invariant($"{title} {found.Count} 处{shown}。"),
            Remedy = remedy,
            Count = found.Count,
            Places = [.. found.Places.Take(MostPlaces)],
        };
    }

    private static CheckSeverity SeverityOf(CheckKind kind) => kind switch
    {
        CheckKind.EarlierMonthOpen or CheckKind.DraftOpen or CheckKind.ChainBroken or CheckKind.PendingLoss
            or CheckKind.DepreciationMissing or CheckKind.BankUnreconciled or CheckKind.EstimateMissing
            or CheckKind.DeadLetter or CheckKind.YearEndMissing or CheckKind.MonthNotBegun => CheckSeverity.Blocker,
        CheckKind.BankStatementMissing or CheckKind.CashNegative or CheckKind.StaleDealing
            or CheckKind.AttachmentMissing or CheckKind.Unreviewed or CheckKind.MonthNotOver => CheckSeverity.Warning,
    };

    private static (string Title, string Remedy) Texts(CheckKind kind) => kind switch
    {
        CheckKind.EarlierMonthOpen => ("以前月份尚未结账", "请按月份先后依次结账。"),
        CheckKind.DraftOpen => ("本月凭证未记账", "请把草稿审核并记账，不再需要的作废。"),
        CheckKind.ChainBroken => ("本月凭证重算不符", "账簿可能被改动过，请停止操作，联系运维用 verify 核对并从备份恢复。"),
        CheckKind.PendingLoss => (
            "待处理财产损溢未处理完",
            "请查明原因、经批准后转销，结账前余额应为零（农民专业合作社会计制度 181 科目说明五，村账、公司账比照）。"),
        CheckKind.DepreciationMissing => ("本月折旧未计提", "请在资产卡片里运行本月折旧。"),
        CheckKind.BankUnreconciled => (
            "银行存款未对清", "请导入到月末的对账单并勾对，使调节后余额相符（会计基础工作规范第六十二条（三））。"),
        CheckKind.BankStatementMissing => ("银行账户没有对账单", "请导入银行对账单，每月至少核对一次。"),
        CheckKind.EstimateMissing => ("货物已验收未结算且未暂估", "请办理暂估入库，下月自动冲回。"),
        CheckKind.DeadLetter => ("业务事件未能记账", "请按原因更正后请运维重放，或据原始凭证另填凭证并登记已处理。"),
        CheckKind.YearEndMissing => ("年终结转未完成", "请先办理年终结转，使损益类科目、本年收益（利润）和各项分配结平，再结 12 月。"),
        CheckKind.CashNegative => ("库存现金出现负数", "请核对收付款的日期和金额，现金日记账应日清月结。"),
        CheckKind.StaleDealing => ("往来长期挂账（一年以上无发生额）", "请与对方核对，查明原因并清理。"),
        CheckKind.AttachmentMissing => ("凭证没有附件", "除结账和更正错误外，记账凭证须附原始凭证（会计基础工作规范第五十一条（四）），请补附件或写明原因。"),
        CheckKind.Unreviewed => ("凭证未经审核", "请由制单人以外的人审核。"),
        CheckKind.MonthNotBegun => ("本月尚未开始", "请等本月开始、业务记完后再结。"),
        CheckKind.MonthNotOver => ("本月尚未过完", "结账后本月不能再记账，建议月末以后再结。"),
    };
}

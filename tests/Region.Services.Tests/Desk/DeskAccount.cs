namespace Region.Services.Tests.Desk;

/// <summary>What kind of account it is, as far as the rules of the desk ask.</summary>
internal enum DeskKind
{
    Other,
    Cash,
    Bank,
    Income,
    Expense,
}

/// <summary>An account of a book: one of the chart's, or one that the unit opened below it.</summary>
internal sealed class DeskAccount
{
    public required string Code { get; init; }
    public required string Name { get; set; }
    public DeskKind Kind { get; init; }

    /// <summary>Whether a line names a counterparty: «required», «optional», or empty for never.</summary>
    public string Counterparty { get; init; } = "";
    public bool Own { get; init; }
    public bool TakesAutomatic { get; set; }
    public DateOnly? ClosedOn { get; set; }

    internal bool MovesMoney => Kind is DeskKind.Cash or DeskKind.Bank;

    /// <summary>The code above; empty for a first level.</summary>
    internal string Parent => ParentOf(Code);

    internal static string ParentOf(string code) => code.LastIndexOf('.') is var dot and > 0 ? code[..dot] : "";

    internal bool IsWithin(string root) => Code == root || Code.StartsWith($"{root}.", StringComparison.Ordinal);
}

/// <summary>A counterparty or member in a book's register.</summary>
internal sealed class DeskItem
{
    public required string Code { get; init; }
    public string Kind { get; set; } = "Counterparty";

    /// <summary>Empty where only vouchers named it until now.</summary>
    public string EnteredBy { get; set; } = "";
    public string Name { get; set; } = "";
    public bool Closed { get; set; }
}

/// <summary>The accounts that the desk's scripts use, and what the year end of the regime does with them.</summary>
internal sealed record DeskRegime
{
    internal static readonly DeskRegime Village = new()
    {
        Pending = "181",
        Result = "321",
        Distribution = "322",
        Retained = "322.02",
        Appropriated = ["322.01/提取公积公益金", "322.01"],
        Distributed = ["322.01/向成员分配", "322.01"],
        Reserve = "311",
        Owed = "113",
        OwedToAll = "211",
        Chart =
        [
            ("101", DeskKind.Cash, ""), ("102", DeskKind.Bank, ""), ("112", DeskKind.Other, "required"),
            ("113", DeskKind.Other, "required"), ("121", DeskKind.Other, ""), ("181", DeskKind.Other, ""),
            ("211", DeskKind.Other, "optional"), ("311", DeskKind.Other, ""), ("321", DeskKind.Other, ""),
            ("322", DeskKind.Other, ""), ("322.01", DeskKind.Other, ""), ("322.02", DeskKind.Other, ""),
            ("501", DeskKind.Income, ""), ("504", DeskKind.Income, ""), ("511", DeskKind.Expense, ""),
            ("513", DeskKind.Expense, ""), ("515", DeskKind.Expense, ""),
        ],
    };

    internal static readonly DeskRegime Company = new()
    {
        Pending = "1901",
        Result = "3103",
        Distribution = "3104",
        Retained = "3104",
        Appropriated = ["3104"],
        Distributed = ["3104"],
        Reserve = "3101",
        Owed = "2232",
        OwedToAll = "2232",
        Chart =
        [
            ("1001", DeskKind.Cash, ""), ("1002", DeskKind.Bank, ""), ("1122", DeskKind.Other, "optional"),
            ("1405", DeskKind.Other, ""), ("1901", DeskKind.Other, ""), ("2202", DeskKind.Other, "optional"),
            ("2232", DeskKind.Other, "optional"), ("2241", DeskKind.Other, "required"),
            ("3101", DeskKind.Other, ""), ("3103", DeskKind.Other, ""), ("3104", DeskKind.Other, ""),
            ("5001", DeskKind.Income, ""), ("5051", DeskKind.Income, ""), ("5401", DeskKind.Expense, ""),
            ("5602", DeskKind.Expense, ""), ("5711", DeskKind.Expense, ""),
        ],
    };

    /// <summary>待处理财产损溢.</summary>
    public required string Pending { get; init; }

    /// <summary>本年收益, 本年利润.</summary>
    public required string Result { get; init; }

    /// <summary>收益分配, 利润分配, with all below it.</summary>
    public required string Distribution { get; init; }

    /// <summary>未分配收益, 未分配利润.</summary>
    public required string Retained { get; init; }

    /// <summary>From where reserves are appropriated: a named leaf first.</summary>
    public required string[] Appropriated { get; init; }

    /// <summary>From where members get their share: a named leaf first.</summary>
    public required string[] Distributed { get; init; }

    /// <summary>公积公益金, 盈余公积.</summary>
    public required string Reserve { get; init; }
    public required string Owed { get; init; }
    public required string OwedToAll { get; init; }
    public required (string Code, DeskKind Kind, string Counterparty)[] Chart { get; init; }
}

namespace Region.Accounting.Domain;

/// <summary>One row of the table, as a person wrote it, or one line that was typed without a table.</summary>
internal sealed record OpeningRow
{
    /// <summary>What the columns of the table are called where lines are typed.</summary>
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["账套"] = "book",
        ["科目编码"] = "account",
        ["数量"] = "quantity",
        ["借方"] = "debit_fen",
        ["贷方"] = "credit_fen",
    };

    /// <summary>The row of the table, as a spreadsheet counts it; of typed lines the first is 0.</summary>
    public required int Number { get; init; }

    /// <summary>Whether it was typed and stands in no table.</summary>
    public bool Typed { get; init; }

    public required string Book { get; init; }

    public required string Account { get; init; }

    public required string Counterparty { get; init; }

    public required string CounterpartyName { get; init; }

    public string Project { get; init; } = "";

    public string ProjectName { get; init; } = "";

    public string Stock { get; init; } = "";

    public string StockName { get; init; } = "";

    /// <summary>The stock item's unit of quantity.</summary>
    public string Unit { get; init; } = "";

    /// <summary>At most three decimals; empty for none.</summary>
    public string Quantity { get; init; } = "";

    /// <summary>Yuan; empty for none.</summary>
    public required string Debit { get; init; }

    public required string Credit { get; init; }

    /// <summary>The account with the items that tell its details apart.</summary>
    public string Detail() => string.Join(
        ' ', ((string[])[Account, Counterparty, Project, Stock]).Where(text => text.Length > 0));

    /// <summary>The items that the row names and whose names or units it gives.</summary>
    public IEnumerable<AuxiliaryItem> Items()
    {
        if (Project.Length > 0)
            yield return new AuxiliaryItem { Kind = ItemKind.Project, Code = Project, Name = ProjectName };

        if (Stock.Length > 0)
            yield return new AuxiliaryItem { Kind = ItemKind.Stock, Code = Stock, Name = StockName, Unit = Unit };
    }

    /// <summary>Where it stands, for a person to find: 第3行 借方, or lines[0].debit_fen where it was typed.</summary>
    public string Field(string column) => Typed
        ? FormattableString.Invariant($"lines[{Number}].{Fields[column]}")
        : FormattableString.Invariant($"第{Number}行 {column}");
}

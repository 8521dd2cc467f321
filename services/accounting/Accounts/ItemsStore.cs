using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Accounts;

/// <summary>The registers of a book: counterparties and members, projects, stock items.</summary>
internal static class ItemsStore
{
    /// <summary>The item of this code; null where the register has none.</summary>
    public static async Task<AuxiliaryItem?> FindAsync(
        Session session,
        ItemKind kind,
        string code,
        CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<ItemRow>(
            $"{Select(kind)} WHERE code = @code", new { code }, cancellationToken);
        return row?.ToItem(kind);
    }

    /// <summary>Items behind a code, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<AuxiliaryItem>> PageAsync(
        Session session,
        ItemKind kind,
        string after,
        int most,
        CancellationToken cancellationToken)
    {
        var mine = kind is ItemKind.Counterparty or ItemKind.Member ? " AND kind = @kind" : "";
        var rows = await session.QueryAsync<ItemRow>(
            $"{Select(kind)} WHERE code > @after{mine} ORDER BY code LIMIT @most",
            new { after, kind = kind.ToString(), most },
            cancellationToken);
        return [.. rows.Select(row => row.ToItem(kind))];
    }

    /// <summary>Writes an item, or what may change of it.</summary>
    public static Task SaveAsync(UnitOfWork work, AuxiliaryItem item, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            item.Kind switch
            {
                ItemKind.Project =>
                    """
                    INSERT INTO projects (code, name, entered_by, closed) VALUES (@Code, @Name, @EnteredBy, @Closed)
                    ON CONFLICT (code) DO UPDATE SET name = excluded.name, entered_by = excluded.entered_by,
                      closed = excluded.closed
                    """,
                ItemKind.Stock =>
                    """
                    INSERT INTO stock_items (code, name, unit, entered_by, closed)
                    VALUES (@Code, @Name, @Unit, @EnteredBy, @Closed)
                    ON CONFLICT (code) DO UPDATE SET name = excluded.name, unit = excluded.unit,
                      entered_by = excluded.entered_by, closed = excluded.closed
                    """,
                _ =>
                    """
                    INSERT INTO counterparties (code, name, kind, entered_by, closed)
                    VALUES (@Code, @Name, @Kind, @EnteredBy, @Closed)
                    ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                      entered_by = excluded.entered_by, closed = excluded.closed
                    """,
            },
            new
            {
                item.Code,
                item.Name,
                item.Unit,
                Kind = item.Kind.ToString(),
                item.EnteredBy,
                Closed = item.Closed ? 1L : 0L,
            },
            cancellationToken);

    /// <summary>
    /// Enters what vouchers name; what a person entered keeps its name, and what came before gets the newer one.
    /// </summary>
    public static async Task BringInAsync(
        UnitOfWork work,
        IEnumerable<AuxiliaryItem> items,
        CancellationToken cancellationToken)
    {
        foreach (var register in items.DistinctBy(item => (item.Kind, item.Code)).GroupBy(item => item.Kind))
        {
            var (table, columns, conflict) = BringIn(register.Key);
            await work.UpsertManyAsync(
                table,
                columns,
                $"ON CONFLICT (code) DO UPDATE SET {conflict} WHERE {table}.entered_by = '' AND excluded.name <> ''",
                register.Select(ValuesOf),
                cancellationToken);
        }
    }

    /// <summary>Which of these stand in a register, and whether they are closed.</summary>
    public static async Task<IReadOnlyDictionary<(ItemSlot Slot, string Code), bool>> KnownAsync(
        Session session,
        IReadOnlySet<(ItemSlot Slot, string Code)> named,
        CancellationToken cancellationToken)
    {
        var known = new Dictionary<(ItemSlot, string), bool>();
        foreach (var (slot, code) in named)
        {
            var closed = await session.FindAsync<ClosedRow>(
                $"SELECT closed FROM {TableOf(slot)} WHERE code = @code", new { code }, cancellationToken);
            if (closed is not null)
                known[(slot, code)] = closed.Closed is 1;
        }

        return known;
    }

    private static (string Table, string[] Columns, string Conflict) BringIn(ItemKind kind) => kind switch
    {
        ItemKind.Project => ("projects", ["code", "name", "entered_by", "closed"], "name = excluded.name"),
        ItemKind.Stock => (
            "stock_items",
            ["code", "name", "entered_by", "closed", "unit"],
            "name = excluded.name, unit = excluded.unit"),
        _ => ("counterparties", ["code", "name"], "name = excluded.name"),
    };

    private static IReadOnlyList<object> ValuesOf(AuxiliaryItem item) => item.Kind switch
    {
        ItemKind.Project => [item.Code, item.Name, "", 0L],
        ItemKind.Stock => [item.Code, item.Name, "", 0L, item.Unit],
        _ => [item.Code, item.Name],
    };

    private static string Select(ItemKind kind) => kind switch
    {
        ItemKind.Project => "SELECT code, name, '' AS unit, '' AS kind, entered_by, closed FROM projects",
        ItemKind.Stock => "SELECT code, name, unit, '' AS kind, entered_by, closed FROM stock_items",
        _ => "SELECT code, name, '' AS unit, kind, entered_by, closed FROM counterparties",
    };

    private static string TableOf(ItemSlot slot) => slot switch
    {
        ItemSlot.Project => "projects",
        ItemSlot.Stock => "stock_items",
        _ => "counterparties",
    };

    private sealed record ClosedRow
    {
        public required long Closed { get; init; }
    }

    private sealed record ItemRow
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string Unit { get; init; }

        public required string Kind { get; init; }

        public required string EnteredBy { get; init; }

        public required long Closed { get; init; }

        public AuxiliaryItem ToItem(ItemKind asked) => new()
        {
            Kind = Kind.Length > 0 ? Enum.Parse<ItemKind>(Kind) : asked,
            Code = Code,
            Name = Name,
            Unit = Unit,
            EnteredBy = EnteredBy,
            Closed = Closed is 1,
        };
    }
}

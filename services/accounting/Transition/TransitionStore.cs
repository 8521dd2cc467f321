using System.Security.Cryptography;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Transition;

/// <summary>The evidence of an old book that was taken over: its tables as they were sent, and every row.</summary>
internal static class TransitionStore
{
    public static async Task AddAsync(
        UnitOfWork work,
        TransitionRecord record,
        IReadOnlyList<TransitionLine> lines,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO transitions (voucher_id, opening_date, mapping_version, balance_table, balance_hash,
              mapping_table, mapping_hash, login, name, acted_at)
            VALUES (@VoucherId, @OpeningDate, @MappingVersion, @BalanceTable, @BalanceHash, @MappingTable,
              @MappingHash, @Login, @Name, @ActedAt)
            """,
            new
            {
                record.VoucherId,
                record.OpeningDate,
                record.MappingVersion,
                record.BalanceTable,
                BalanceHash = HashOf(record.BalanceTable),
                record.MappingTable,
                MappingHash = HashOf(record.MappingTable),
                record.Login,
                record.Name,
                record.ActedAt,
            },
            cancellationToken);
        await work.ExecuteAsync(
            """
            INSERT INTO transition_rows (voucher_id, row_number, old_code, old_name, old_item, old_item_name, quantity,
              debit, credit, account, slot, decided_by)
            VALUES (@VoucherId, @RowNumber, @OldCode, @OldName, @OldItem, @OldItemName, @Quantity,
              @Debit, @Credit, @Account, @Slot, @DecidedBy)
            """,
            lines.Select(line => TransitionRow.Of(record.VoucherId, line)).ToArray(),
            cancellationToken);
    }

    /// <summary>What was taken over; null where the book was not opened so.</summary>
    public static Task<TransitionRecord?> FindAsync(Session session, CancellationToken cancellationToken) =>
        session.FindAsync<TransitionRecord>(
            """
            SELECT voucher_id, opening_date, mapping_version, balance_table, balance_hash, mapping_table, mapping_hash,
              login, name, acted_at
            FROM transitions LIMIT 1
            """,
            null,
            cancellationToken);

    /// <summary>Rows behind a row number.</summary>
    public static Task<IReadOnlyList<TransitionRow>> RowsAsync(
        Session session,
        long after,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<TransitionRow>(
            """
            SELECT voucher_id, row_number, old_code, old_name, old_item, old_item_name, quantity, debit, credit,
              account, slot, decided_by
            FROM transition_rows WHERE row_number > @after ORDER BY row_number LIMIT @most
            """,
            new { after, most },
            cancellationToken);

    private static string HashOf(byte[] table) => Convert.ToHexStringLower(SHA256.HashData(table));
}

/// <summary>Who took an old book over, and by which tables.</summary>
internal sealed record TransitionRecord
{
    public required string VoucherId { get; init; }

    public required string OpeningDate { get; init; }

    public required long MappingVersion { get; init; }

    public required byte[] BalanceTable { get; init; }

    public string BalanceHash { get; init; } = "";

    public required byte[] MappingTable { get; init; }

    public string MappingHash { get; init; } = "";

    public required string Login { get; init; }

    public required string Name { get; init; }

    public required long ActedAt { get; init; }
}

/// <summary>An old row as the book keeps it.</summary>
internal sealed record TransitionRow
{
    public required string VoucherId { get; init; }

    public required long RowNumber { get; init; }

    public required string OldCode { get; init; }

    public required string OldName { get; init; }

    public required string OldItem { get; init; }

    public required string OldItemName { get; init; }

    public required long Quantity { get; init; }

    public required long Debit { get; init; }

    public required long Credit { get; init; }

    public required string Account { get; init; }

    public required string Slot { get; init; }

    public required string DecidedBy { get; init; }

    public static TransitionRow Of(string voucherId, TransitionLine line) => new()
    {
        VoucherId = voucherId,
        RowNumber = line.Row.Number,
        OldCode = line.Row.Code,
        OldName = line.Row.Name,
        OldItem = line.Row.Item,
        OldItemName = line.Row.ItemName,
        Quantity = line.Quantity.Thousandths,
        Debit = line.Debit.Fen,
        Credit = line.Credit.Fen,
        Account = line.Posting?.Account ?? "",
        Slot = line.Slot?.ToString() ?? "",
        DecidedBy = line.DecidedBy,
    };

    /// <summary>The line as it was decided.</summary>
    public TransitionLine ToLine()
    {
        ItemSlot? slot = Slot.Length > 0 ? Enum.Parse<ItemSlot>(Slot) : null;
        return new TransitionLine
        {
            Row = new OldRow
            {
                Number = (int)RowNumber,
                Code = OldCode,
                Name = OldName,
                Item = OldItem,
                ItemName = OldItemName,
                Debit = "",
                Credit = "",
            },
            Quantity = Kernel.Quantity.FromThousandths(Quantity),
            Debit = new Money(Debit),
            Credit = new Money(Credit),
            Slot = slot,
            DecidedBy = DecidedBy,
            Posting = new Posting
            {
                Account = Account,
                Counterparty = slot is ItemSlot.Counterparty ? OldItem : "",
                Project = slot is ItemSlot.Project ? OldItem : "",
                Stock = slot is ItemSlot.Stock ? OldItem : "",
            },
        };
    }
}

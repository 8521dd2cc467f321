using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Suppliers;

/// <summary>Reads from the tables of quotes, orders, bills and payments what came of each supplier.</summary>
internal static class SuppliersStore
{
    /// <summary>The suppliers with a code behind the page's token, by code.</summary>
    internal static async Task<IReadOnlyList<SupplierRecord>> ListAsync(
        Session session,
        SupplierPage page,
        CancellationToken cancellationToken) =>
        await session.QueryAsync<SupplierRecord>(
            """
            WITH quoted AS (
              SELECT q.supplier, COUNT(*) AS quotes, MAX(q.quoted_on) AS last_quoted_on, MAX(q.round_id) AS last_round
              FROM round_quotes q JOIN rounds r ON r.round_id = q.round_id
              WHERE r.region = @Region AND q.supplier > @After
              GROUP BY q.supplier ORDER BY q.supplier LIMIT @Limit),
            ordered AS (
              SELECT o.supplier, COUNT(*) AS orders, COALESCE(SUM((
                SELECT b.amount_fen FROM round_bills b WHERE b.round_id = o.round_id AND b.kind = @goods
                ORDER BY b.revision DESC LIMIT 1)), 0) AS billed, COALESCE(SUM((
                SELECT SUM(p.amount_fen) FROM round_payments p
                WHERE p.round_id = o.round_id AND p.kind = @toSupplier)), 0) AS paid
              FROM round_orders o
              JOIN rounds r ON r.round_id = o.round_id
              JOIN quoted ON quoted.supplier = o.supplier
              WHERE r.region = @Region GROUP BY o.supplier)
            SELECT quoted.supplier, latest.supplier_name AS name, quoted.quotes, quoted.last_quoted_on,
              CAST(COALESCE(ordered.orders, 0) AS BIGINT) AS orders,
              CAST(COALESCE(ordered.billed, 0) AS BIGINT) AS billed_fen,
              CAST(COALESCE(ordered.paid, 0) AS BIGINT) AS paid_fen
            FROM quoted
            JOIN round_quotes latest ON latest.round_id = quoted.last_round AND latest.supplier = quoted.supplier
            LEFT JOIN ordered ON ordered.supplier = quoted.supplier
            ORDER BY quoted.supplier
            """,
            new
            {
                page.Region,
                page.After,
                page.Limit,
                goods = (long)BillKind.Goods,
                toSupplier = (long)PaymentKind.Supplier,
            },
            cancellationToken);

    /// <summary>The ids of the region's rounds in which a supplier has quoted, newest first.</summary>
    internal static Task<IReadOnlyList<string>> RoundsAsync(
        Session session,
        SupplierPage page,
        string supplier,
        CancellationToken cancellationToken) =>
        session.QueryAsync<string>(
            """
            SELECT r.round_id FROM round_quotes q JOIN rounds r ON r.round_id = q.round_id
            WHERE r.region = @Region AND q.supplier = @supplier AND (@After = '' OR r.round_id < @After)
            ORDER BY r.round_id DESC LIMIT @Limit
            """,
            new { page.Region, page.After, page.Limit, supplier },
            cancellationToken);
}

/// <summary>Which rows of a region's list: those behind a token, so many at most.</summary>
internal sealed record SupplierPage(string Region, string After, int Limit);

/// <summary>A row of the register.</summary>
internal sealed record SupplierRecord
{
    public required string Supplier { get; init; }
    public required string Name { get; init; }
    public required long Quotes { get; init; }
    public required string LastQuotedOn { get; init; }
    public required long Orders { get; init; }
    public required long BilledFen { get; init; }
    public required long PaidFen { get; init; }
}

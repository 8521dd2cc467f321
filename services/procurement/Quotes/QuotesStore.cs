using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Quotes;

/// <summary>The tables of quotes and awards.</summary>
internal static class QuotesStore
{
    /// <summary>All quotes of the round, cheapest first.</summary>
    internal static async Task<IReadOnlyList<Quote>> LoadAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<QuoteRecord>(
            """
            SELECT quote_id, supplier, supplier_name, unit_price_millionths, minimum_thousandths, quoted_on, recorded_by
            FROM round_quotes WHERE round_id = @roundId ORDER BY unit_price_millionths, supplier
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToQuote())];
    }

    internal static async Task<Award?> FindAwardAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<AwardRecord>(
            """
            SELECT quote_id, reason, proposed_on, proposed_by, approved_on, approved_by
            FROM round_awards WHERE round_id = @roundId
            """,
            new { roundId },
            cancellationToken);
        return row?.ToAward();
    }

    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        Quote quote,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_quotes
              (quote_id, round_id, supplier, supplier_name, unit_price_millionths, minimum_thousandths, quoted_on,
               recorded_by)
            VALUES (@Id, @roundId, @Supplier, @SupplierName, @price, @minimum, @quotedOn, @RecordedBy)
            """,
            new
            {
                quote.Id,
                roundId,
                quote.Supplier,
                quote.SupplierName,
                price = quote.UnitPrice.Millionths,
                minimum = quote.MinimumQuantity.Thousandths,
                quotedOn = BusinessDate.Write(quote.QuotedOn),
                quote.RecordedBy,
            },
            cancellationToken);

    internal static Task<int> AddAwardAsync(
        UnitOfWork work,
        string roundId,
        Award award,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_awards (round_id, quote_id, reason, proposed_on, proposed_by, approved_on, approved_by)
            VALUES (@roundId, @QuoteId, @Reason, @proposedOn, @ProposedBy, NULL, '')
            """,
            new
            {
                roundId,
                award.QuoteId,
                award.Reason,
                proposedOn = BusinessDate.Write(award.ProposedOn),
                award.ProposedBy,
            },
            cancellationToken);

    internal static Task<int> ApproveAwardAsync(
        UnitOfWork work,
        string roundId,
        Award award,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "UPDATE round_awards SET approved_on = @approvedOn, approved_by = @ApprovedBy WHERE round_id = @roundId",
            new { roundId, approvedOn = StoredDate.WriteOrNone(award.ApprovedOn), award.ApprovedBy },
            cancellationToken);
}

/// <summary>A row of the table of quotes.</summary>
internal sealed record QuoteRecord
{
    public required string QuoteId { get; init; }
    public required string Supplier { get; init; }
    public required string SupplierName { get; init; }
    public required long UnitPriceMillionths { get; init; }
    public required long MinimumThousandths { get; init; }
    public required string QuotedOn { get; init; }
    public required string RecordedBy { get; init; }

    internal Quote ToQuote() => new()
    {
        Id = QuoteId,
        Supplier = Supplier,
        SupplierName = SupplierName,
        UnitPrice = UnitPrice.FromMillionths(UnitPriceMillionths),
        MinimumQuantity = Quantity.FromThousandths(MinimumThousandths),
        QuotedOn = StoredDate.Read(QuotedOn),
        RecordedBy = RecordedBy,
    };
}

/// <summary>A row of the table of awards.</summary>
internal sealed record AwardRecord
{
    public required string QuoteId { get; init; }
    public required string Reason { get; init; }
    public required string ProposedOn { get; init; }
    public required string ProposedBy { get; init; }
    public required string? ApprovedOn { get; init; }
    public required string ApprovedBy { get; init; }

    internal Award ToAward() => new()
    {
        QuoteId = QuoteId,
        Reason = Reason,
        ProposedOn = StoredDate.Read(ProposedOn),
        ProposedBy = ProposedBy,
        ApprovedOn = StoredDate.ReadOrNone(ApprovedOn),
        ApprovedBy = ApprovedBy,
    };
}

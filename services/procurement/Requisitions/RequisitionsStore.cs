using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Requisitions;

/// <summary>The table of requisitions.</summary>
internal static class RequisitionsStore
{
    /// <summary>The requisitions that count, by village code; withdrawn ones stand with zero packs.</summary>
    internal static async Task<IReadOnlyList<Requisition>> LoadAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        // From the members, one look for each: CROSS JOIN keeps SQLite from walking through all the revisions instead.
        var rows = await session.QueryAsync<RequisitionRecord>(
            """
            SELECT q.village, q.packs, q.requested_on, q.purpose, q.entered_by
            FROM round_members m CROSS JOIN round_requisitions q
            WHERE m.round_id = @roundId AND q.round_id = m.round_id AND q.village = m.village AND q.revision = (
              SELECT MAX(o.revision) FROM round_requisitions o WHERE o.round_id = m.round_id AND o.village = m.village)
            ORDER BY q.village
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToRequisition())];
    }

    /// <summary>Adds a revision above the village's earlier ones.</summary>
    internal static Task<int> AddAsync(
        UnitOfWork work,
        string roundId,
        Requisition requisition,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO round_requisitions (round_id, village, revision, packs, requested_on, purpose, entered_by)
            SELECT @roundId, @Village, COALESCE(MAX(revision), 0) + 1, @Packs, @requestedOn, @Purpose, @EnteredBy
            FROM round_requisitions WHERE round_id = @roundId AND village = @Village
            """,
            new
            {
                roundId,
                requisition.Village,
                requisition.Packs,
                requestedOn = BusinessDate.Write(requisition.RequestedOn),
                requisition.Purpose,
                requisition.EnteredBy,
            },
            cancellationToken);
}

/// <summary>A row of the table.</summary>
internal sealed record RequisitionRecord
{
    public required string Village { get; init; }
    public required long Packs { get; init; }
    public required string RequestedOn { get; init; }
    public required string Purpose { get; init; }
    public required string EnteredBy { get; init; }

    internal Requisition ToRequisition() => new()
    {
        Village = Village,
        Packs = Packs,
        RequestedOn = StoredDate.Read(RequestedOn),
        Purpose = Purpose,
        EnteredBy = EnteredBy,
    };
}

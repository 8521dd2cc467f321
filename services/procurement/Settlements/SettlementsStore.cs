using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Settlements;

/// <summary>The tables of bills, settlements and their legs.</summary>
internal static class SettlementsStore
{
    /// <summary>The bills that count: the newest of each kind.</summary>
    internal static async Task<IReadOnlyList<Bill>> LoadBillsAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<BillRecord>(
            """
            SELECT b.bill_id, b.kind, b.number, b.issuer, b.issuer_name, b.amount_fen, b.billed_on, b.recorded_by,
              b.invoice_name, b.vat_fen
            FROM round_bills b
            WHERE b.round_id = @roundId AND b.revision = (
              SELECT MAX(o.revision) FROM round_bills o WHERE o.round_id = b.round_id AND o.kind = b.kind)
            ORDER BY b.kind
            """,
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => row.ToBill())];
    }

    /// <summary>False: the issuer's number is taken already, in this round or another of the region.</summary>
    internal static async Task<bool> AddBillAsync(
        UnitOfWork work,
        Round round,
        Bill bill,
        CancellationToken cancellationToken)
    {
        var revision = 1 + await work.ScalarAsync<long>(
            "SELECT COALESCE(MAX(revision), 0) FROM round_bills WHERE round_id = @Id AND kind = @kind",
            new { round.Id, kind = (long)bill.Kind },
            cancellationToken);
        var rows = await work.ExecuteAsync(
            """
            INSERT INTO round_bills
              (bill_id, round_id, region, kind, number, issuer, issuer_name, amount_fen, billed_on, recorded_by,
               invoice_name, vat_fen, revision)
            VALUES
              (@Id, @roundId, @Region, @kind, @Number, @Issuer, @IssuerName, @amount, @billedOn, @RecordedBy,
               @InvoiceName, @vat, @revision)
            ON CONFLICT (region, issuer, number) DO NOTHING
            """,
            new
            {
                bill.Id,
                roundId = round.Id,
                round.Region,
                kind = (long)bill.Kind,
                bill.Number,
                bill.Issuer,
                bill.IssuerName,
                amount = bill.Amount.Fen,
                billedOn = BusinessDate.Write(bill.BilledOn),
                bill.RecordedBy,
                bill.InvoiceName,
                vat = bill.Vat.Fen,
                revision,
            },
            cancellationToken);
        return rows == 1;
    }

    internal static async Task<Settlement?> FindAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<SettlementRecord>(
            "SELECT settled_on, settled_by, settled_by_name FROM round_settlements WHERE round_id = @roundId",
            new { roundId },
            cancellationToken);
        if (row is null)
            return null;

        var legs = await session.QueryAsync<SettlementLegRecord>(
            """
            SELECT village, packs, goods_fen, freight_fen, fee_fen FROM round_settlement_legs
            WHERE round_id = @roundId ORDER BY village
            """,
            new { roundId },
            cancellationToken);
        return new Settlement
        {
            SettledOn = StoredDate.Read(row.SettledOn),
            SettledBy = new Person(row.SettledBy, row.SettledByName),
            Legs = [.. legs.Select(leg => leg.ToLeg())],
        };
    }

    internal static async Task AddAsync(
        UnitOfWork work,
        string roundId,
        Settlement settlement,
        CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO round_settlements (round_id, settled_on, settled_by, settled_by_name)
            VALUES (@roundId, @settledOn, @Login, @Name)
            """,
            new
            {
                roundId,
                settledOn = BusinessDate.Write(settlement.SettledOn),
                settlement.SettledBy.Login,
                settlement.SettledBy.Name,
            },
            cancellationToken);
        foreach (var leg in settlement.Legs)
        {
            await work.ExecuteAsync(
                """
                INSERT INTO round_settlement_legs (round_id, village, packs, goods_fen, freight_fen, fee_fen)
                VALUES (@roundId, @Village, @Packs, @goods, @freight, @fee)
                """,
                new
                {
                    roundId,
                    leg.Village,
                    leg.Packs,
                    goods = leg.Goods.Fen,
                    freight = leg.Freight.Fen,
                    fee = leg.Fee.Fen,
                },
                cancellationToken);
        }
    }
}

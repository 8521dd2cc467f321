using Region.Kernel;
using Region.Platform.Storage;
using Region.Procurement.Domain;

namespace Region.Procurement.Rounds;

/// <summary>The tables of rounds and their members.</summary>
internal static class RoundsStore
{
    private const string Columns =
        """
        r.round_id, r.region, r.company_name, r.title, r.item_code, r.item_name, r.base_unit, r.pack_unit,
        r.pack_size_thousandths, r.state, r.cut_off, r.opened_on, r.opened_by, r.fee_ppm, r.approved_on, r.approved_by
        """;

    /// <summary>The round of this region; null where the region has none of this id.</summary>
    internal static async Task<Round?> FindAsync(Session session, RoundKey key, CancellationToken cancellationToken)
    {
        var row = await session.FindAsync<RoundRecord>(
            $"SELECT {Columns} FROM rounds r WHERE r.round_id = @RoundId AND r.region = @Region",
            new { key.RoundId, key.Region },
            cancellationToken);
        return row is null ? null : row.ToRound(await MembersAsync(session, row.RoundId, cancellationToken));
    }

    /// <summary>The region's rounds, newest first; of a member village only those that it is in.</summary>
    internal static async Task<IReadOnlyList<Round>> ListAsync(
        Session session,
        RoundsPage page,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<RoundRecord>(
            $"""
            SELECT {Columns} FROM rounds r
            WHERE r.region = @Region AND (@Before = '' OR r.round_id < @Before) AND (@Village = '' OR EXISTS (
              SELECT 1 FROM round_members m WHERE m.round_id = r.round_id AND m.village = @Village))
            ORDER BY r.round_id DESC LIMIT @Limit
            """,
            new { page.Region, page.Before, page.Village, page.Limit },
            cancellationToken);
        var rounds = new List<Round>(rows.Count);
        foreach (var row in rows)
            rounds.Add(row.ToRound(await MembersAsync(session, row.RoundId, cancellationToken)));

        return rounds;
    }

    /// <summary>All rounds of all regions after this id, for the check.</summary>
    internal static async Task<IReadOnlyList<RoundKey>> KeysAsync(
        Session session,
        string after,
        int limit,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<KeyRecord>(
            "SELECT region, round_id FROM rounds WHERE round_id > @after ORDER BY round_id LIMIT @limit",
            new { after, limit },
            cancellationToken);
        return [.. rows.Select(row => new RoundKey(row.Region, row.RoundId))];
    }

    internal static async Task AddAsync(UnitOfWork work, Round round, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            """
            INSERT INTO rounds
              (round_id, region, company_name, title, item_code, item_name, base_unit, pack_unit,
               pack_size_thousandths, state, cut_off, opened_on, opened_by, fee_ppm, approved_on, approved_by)
            VALUES
              (@Id, @Region, @CompanyName, @Title, @code, @name, @baseUnit, @packUnit,
               @packSize, @state, @cutOff, @openedOn, @OpenedBy, @fee, NULL, '')
            """,
            new
            {
                round.Id,
                round.Region,
                round.CompanyName,
                round.Title,
                code = round.Item.Code,
                name = round.Item.Name,
                baseUnit = round.Item.BaseUnit,
                packUnit = round.Item.PackUnit,
                packSize = round.Item.PackSize.Thousandths,
                state = (long)round.State,
                cutOff = BusinessDate.Write(round.CutOff),
                openedOn = BusinessDate.Write(round.OpenedOn),
                round.OpenedBy,
                fee = round.Fee.PartsPerMillion,
            },
            cancellationToken);
        foreach (var member in round.Members)
        {
            await work.ExecuteAsync(
                "INSERT INTO round_members (round_id, village, name) VALUES (@Id, @Village, @Name)",
                new { round.Id, member.Village, member.Name },
                cancellationToken);
        }
    }

    internal static Task<int> ApproveAsync(UnitOfWork work, Round round, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            UPDATE rounds SET state = @state, approved_on = @approvedOn, approved_by = @ApprovedBy
            WHERE round_id = @Id
            """,
            new
            {
                round.Id,
                state = (long)round.State,
                approvedOn = StoredDate.WriteOrNone(round.ApprovedOn),
                round.ApprovedBy,
            },
            cancellationToken);

    internal static Task<int> AdvanceAsync(
        UnitOfWork work,
        Round round,
        RoundState state,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "UPDATE rounds SET state = @state WHERE round_id = @Id",
            new { round.Id, state = (long)state },
            cancellationToken);

    private static async Task<IReadOnlyList<Member>> MembersAsync(
        Session session,
        string roundId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<MemberRecord>(
            "SELECT village, name FROM round_members WHERE round_id = @roundId ORDER BY village",
            new { roundId },
            cancellationToken);
        return [.. rows.Select(row => new Member(row.Village, row.Name))];
    }
}

/// <summary>What names a round: an id counts only within its region.</summary>
internal sealed record RoundKey(string Region, string RoundId);

/// <summary>A page of rounds; village is empty for those who see all rounds of the region.</summary>
internal sealed record RoundsPage(string Region, string Village, string Before, int Limit);

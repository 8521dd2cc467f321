using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Drafts;

/// <summary>What was done with drafts.</summary>
internal static class DraftActsStore
{
    public static Task AddAsync(
        UnitOfWork work,
        DraftSheet sheet,
        ActRow act,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO draft_acts (draft_id, act, version, login, name, reason, acted_at)
            VALUES (@Id, @Act, @Version, @Login, @Name, @Reason, @ActedAt)
            """,
            new
            {
                Id = sheet.Id.ToString("D"),
                act.Act,
                sheet.Version,
                act.Login,
                act.Name,
                act.Reason,
                act.ActedAt,
            },
            cancellationToken);

    /// <summary>In the order in which they happened; the newest thousand at most.</summary>
    public static async Task<IReadOnlyList<ActRow>> OfAsync(
        Session session,
        string draftId,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<ActRow>(
            """
            SELECT act, version, login, name, reason, acted_at FROM draft_acts
            WHERE draft_id = @draftId ORDER BY seq DESC LIMIT 1000
            """,
            new { draftId },
            cancellationToken);
        return [.. rows.Reverse()];
    }
}

/// <summary>Something that somebody did with a draft.</summary>
internal sealed record ActRow
{
    public required string Act { get; init; }

    public long Version { get; init; }

    public required string Login { get; init; }

    public required string Name { get; init; }

    public string Reason { get; init; } = "";

    public required long ActedAt { get; init; }
}

using Region.Platform.Storage;

namespace Region.Accounting.Disclosure;

/// <summary>Objections and answers, only ever added.</summary>
internal static class ObjectionsStore
{
    private const string Columns = "seq, id, period, version, text, raised_by, recorded_by, recorded_at";

    public static Task AddAsync(UnitOfWork work, ObjectionRow objection, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO objections (id, period, version, text, raised_by, recorded_by, recorded_at)
            VALUES (@Id, @Period, @Version, @Text, @RaisedBy, @RecordedBy, @RecordedAt)
            """,
            objection,
            cancellationToken);

    public static Task AnswerAsync(UnitOfWork work, AnswerRow answer, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO objection_answers (objection_id, text, answered_by, answered_at)
            VALUES (@ObjectionId, @Text, @AnsweredBy, @AnsweredAt)
            """,
            answer,
            cancellationToken);

    public static Task<ObjectionRow?> FindAsync(Session session, string id, CancellationToken cancellationToken) =>
        session.FindAsync<ObjectionRow>(
            $"SELECT {Columns} FROM objections WHERE id = @id", new { id }, cancellationToken);

    /// <summary>Oldest first, behind the given place.</summary>
    public static Task<IReadOnlyList<ObjectionRow>> ListAsync(
        Session session,
        long after,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<ObjectionRow>(
            $"SELECT {Columns} FROM objections WHERE seq > @after ORDER BY seq LIMIT @most",
            new { after, most },
            cancellationToken);

    /// <summary>The objections to a period's sheets, oldest first.</summary>
    public static Task<IReadOnlyList<ObjectionRow>> OfPeriodAsync(
        Session session,
        string period,
        int most,
        CancellationToken cancellationToken) =>
        session.QueryAsync<ObjectionRow>(
            $"SELECT {Columns} FROM objections WHERE period = @period ORDER BY seq LIMIT @most",
            new { period, most },
            cancellationToken);

    /// <summary>How many objections there are to a period's sheets.</summary>
    public static async Task<int> CountAsync(Session session, string period, CancellationToken cancellationToken) =>
        (int)await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM objections WHERE period = @period", new { period }, cancellationToken);

    /// <summary>The answers to some objections, oldest first.</summary>
    public static async Task<ILookup<string, AnswerRow>> AnswersAsync(
        Session session,
        IReadOnlyCollection<ObjectionRow> objections,
        CancellationToken cancellationToken)
    {
        var rows = objections.Count is 0
            ? []
            : await session.QueryAsync<AnswerRow>(
                """
                SELECT objection_id, text, answered_by, answered_at FROM objection_answers
                WHERE objection_id IN (SELECT id FROM objections WHERE seq BETWEEN @first AND @last) ORDER BY seq
                """,
                new { first = objections.Min(row => row.Seq), last = objections.Max(row => row.Seq) },
                cancellationToken);
        return rows.ToLookup(row => row.ObjectionId, StringComparer.Ordinal);
    }
}

/// <summary>An objection.</summary>
internal sealed record ObjectionRow
{
    public long Seq { get; init; }

    public required string Id { get; init; }

    public required string Period { get; init; }

    public required long Version { get; init; }

    public required string Text { get; init; }

    public required string RaisedBy { get; init; }

    public required string RecordedBy { get; init; }

    public required long RecordedAt { get; init; }
}

/// <summary>An answer to an objection.</summary>
internal sealed record AnswerRow
{
    public required string ObjectionId { get; init; }

    public required string Text { get; init; }

    public required string AnsweredBy { get; init; }

    public required long AnsweredAt { get; init; }
}

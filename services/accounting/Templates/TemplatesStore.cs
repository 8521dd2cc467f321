using Region.Accounting.Domain;
using Region.Accounting.Drafts;
using Region.Kernel;
using Region.Platform.Storage;

namespace Region.Accounting.Templates;

/// <summary>The table of templates.</summary>
internal static class TemplatesStore
{
    // More recurring vouchers than a village or a company has.
    private const int MostRecurring = 500;

    private const string Select =
        """
        SELECT seq, id, name, word, summary, attachments, attachments_reason, lines, recurrence, first_month,
          created_by, retired_by
        FROM templates
        """;

    public static Task AddAsync(
        UnitOfWork work,
        VoucherTemplate template,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO templates (id, name, word, summary, attachments, attachments_reason, lines, recurrence,
              first_month, created_by, created_at, retired_by, retired_at)
            VALUES (@Id, @Name, @Word, @Summary, @Attachments, @AttachmentsReason, @Lines, @Recurrence,
              @FirstMonth, @CreatedBy, @CreatedAt, '', 0)
            """,
            new
            {
                Id = template.Id.ToString("D"),
                template.Name,
                template.Edit.Content.Word,
                template.Edit.Content.Summary,
                template.Edit.Content.Attachments,
                template.Edit.AttachmentsReason,
                Lines = DraftLines.Write(template.Edit.Content.Postings),
                Recurrence = template.Recurrence.ToString(),
                FirstMonth = template.Recurrence is Recurrence.None ? "" : BusinessDate.WriteMonth(template.FirstMonth),
                template.CreatedBy,
                CreatedAt = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken);

    public static Task RetireAsync(
        UnitOfWork work,
        VoucherTemplate template,
        DateTimeOffset at,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "UPDATE templates SET retired_by = @RetiredBy, retired_at = @at WHERE id = @id",
            new { template.RetiredBy, at = at.ToUnixTimeMilliseconds(), id = template.Id.ToString("D") },
            cancellationToken);

    public static async Task<VoucherTemplate?> FindAsync(
        Session session,
        string id,
        CancellationToken cancellationToken) =>
        (await session.FindAsync<TemplateRow>($"{Select} WHERE id = @id", new { id }, cancellationToken))?.ToTemplate();

    /// <summary>Templates in the order in which they were made.</summary>
    public static async Task<IReadOnlyList<(long Seq, VoucherTemplate Template)>> PageAsync(
        Session session,
        long after,
        int most,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<TemplateRow>(
            $"{Select} WHERE seq > @after ORDER BY seq LIMIT @most", new { after, most }, cancellationToken);
        return [.. rows.Select(row => (row.Seq, row.ToTemplate()))];
    }

    /// <summary>Recurring templates that are in use.</summary>
    public static async Task<IReadOnlyList<VoucherTemplate>> RecurringAsync(
        Session session,
        CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<TemplateRow>(
            $"{Select} WHERE first_month <> '' AND retired_by = '' ORDER BY seq LIMIT @most",
            new { most = MostRecurring },
            cancellationToken);
        return [.. rows.Select(row => row.ToTemplate())];
    }

    /// <summary>The months for which a recurring template has a draft that was not discarded.</summary>
    public static async Task<IReadOnlySet<string>> MonthsMadeAsync(
        Session session,
        string template,
        CancellationToken cancellationToken)
    {
        var months = await session.QueryAsync<string>(
            """
            SELECT template_month FROM drafts
            WHERE template = @template AND template_month <> '' AND state <> 'Discarded'
            """,
            new { template },
            cancellationToken);
        return months.ToHashSet(StringComparer.Ordinal);
    }

    private sealed record TemplateRow
    {
        public required long Seq { get; init; }

        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Word { get; init; }

        public required string Summary { get; init; }

        public required long Attachments { get; init; }

        public required string AttachmentsReason { get; init; }

        public required string Lines { get; init; }

        public required string Recurrence { get; init; }

        public required string FirstMonth { get; init; }

        public required string CreatedBy { get; init; }

        public required string RetiredBy { get; init; }

        public VoucherTemplate ToTemplate() => new()
        {
            Id = Guid.ParseExact(Id, "D"),
            Name = Name,
            Recurrence = Enum.Parse<Recurrence>(Recurrence),
            FirstMonth = BusinessDate.TryReadMonth(FirstMonth, out var month) ? month : default,
            CreatedBy = CreatedBy,
            RetiredBy = RetiredBy,
            Edit = new DraftEdit
            {
                AttachmentsReason = AttachmentsReason,
                Content = new Draft
                {
                    Word = Word,
                    Date = default,
                    Summary = Summary,
                    Attachments = (int)Attachments,
                    PreparedBy = CreatedBy,
                    Postings = DraftLines.Read(Lines),
                },
            },
        };
    }
}

using Region.Platform.Storage;

namespace Region.Accounting.Attachments;

/// <summary>Attached files by the SHA-256 of their content.</summary>
internal static class FilesStore
{
    /// <summary>Keeps a file; one that is there already stays as it was uploaded first.</summary>
    public static Task AddAsync(UnitOfWork work, FileRow file, byte[] content, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            """
            INSERT INTO files (hash, name, media_type, size, content, uploaded_by, uploaded_at)
            VALUES (@Hash, @Name, @MediaType, @Size, @content, @UploadedBy, @UploadedAt)
            ON CONFLICT DO NOTHING
            """,
            new { file.Hash, file.Name, file.MediaType, file.Size, content, file.UploadedBy, file.UploadedAt },
            cancellationToken);

    public static async Task<bool> HasAsync(Session session, string hash, CancellationToken cancellationToken) =>
        await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM files WHERE hash = @hash", new { hash }, cancellationToken) > 0;

    /// <summary>What is known about a file, without its content; null where there is none.</summary>
    public static Task<FileRow?> FindAsync(Session session, string hash, CancellationToken cancellationToken) =>
        session.FindAsync<FileRow>(
            "SELECT hash, name, media_type, size, uploaded_by, uploaded_at FROM files WHERE hash = @hash",
            new { hash },
            cancellationToken);

    /// <summary>What is known about every file, without their contents.</summary>
    public static Task<IReadOnlyList<FileRow>> AllAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync<FileRow>(
            "SELECT hash, name, media_type, size, uploaded_by, uploaded_at FROM files ORDER BY hash",
            null,
            cancellationToken);

    public static Task<byte[]> ContentAsync(Session session, string hash, CancellationToken cancellationToken) =>
        session.ScalarAsync<byte[]>("SELECT content FROM files WHERE hash = @hash", new { hash }, cancellationToken);
}

/// <summary>What is known about a file.</summary>
internal sealed record FileRow
{
    public required string Hash { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required long Size { get; init; }

    public required string UploadedBy { get; init; }

    public required long UploadedAt { get; init; }
}

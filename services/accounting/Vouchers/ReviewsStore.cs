using Region.Platform.Storage;

namespace Region.Accounting.Vouchers;

/// <summary>Reviews (审核) of vouchers.</summary>
internal static class ReviewsStore
{
    public static Task AddAsync(
        UnitOfWork work,
        Guid voucherId,
        string reviewedBy,
        DateTimeOffset reviewedAt,
        CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "INSERT INTO reviews (voucher_id, reviewed_by, reviewed_at) VALUES (@id, @reviewedBy, @at)",
            new { id = voucherId.ToString("D"), reviewedBy, at = reviewedAt.ToUnixTimeMilliseconds() },
            cancellationToken);
}

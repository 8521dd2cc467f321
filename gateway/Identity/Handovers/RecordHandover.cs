using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Villages.V1;
using Region.Kernel;
using Region.Platform.Identity;

namespace Region.Gateway.Identity.Handovers;

/// <summary>Decides whether a hand-over may be recorded, and makes its record.</summary>
internal sealed class RecordHandover(PostService.PostServiceClient posts, BookProofs proofs, TimeProvider clock)
{
    private const int LongestNote = 500;

    public async Task<Decision<HandoverRow, Refusal>> PrepareAsync(
        RecordHandoverRequest request, Caller supervisor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Refused(request, supervisor.Login, BusinessDate.At(now)) is { } refused)
            return refused;

        if (await KeeperAsync(request.FromLogin, request.Book, cancellationToken) is not { } from)
            return Refusal.HandoverNotHolder.On("from_login", request.FromLogin);

        if (await KeeperAsync(request.ToLogin, request.Book, cancellationToken) is not { } to)
            return Refusal.HandoverNotHolder.On("to_login", request.ToLogin);

        var proof = await proofs.ReadAsync(request.Book, supervisor, cancellationToken);
        return new HandoverRow
        {
            HandoverId = Guid.CreateVersion7(now).ToString(),
            Book = request.Book,
            FromLogin = from.Login,
            FromName = from.Name,
            ToLogin = to.Login,
            ToName = to.Name,
            SupervisorLogin = supervisor.Login,
            SupervisorName = supervisor.Name,
            HandedOverOn = request.HandedOverOn,
            Note = request.Note.Trim(),
            TotalDebitFen = proof.TotalDebitFen,
            TotalCreditFen = proof.TotalCreditFen,
            VoucherCount = proof.VoucherCount,
            ChainHead = proof.ChainHead,
            RecordedAt = now.ToUnixTimeMilliseconds(),
        };
    }

    private static Refused<Refusal>? Refused(RecordHandoverRequest request, string supervisor, DateOnly today)
    {
        string[] people = [request.FromLogin, request.ToLogin, supervisor];
        if (people.Distinct(StringComparer.Ordinal).Count() < people.Length)
            return Refusal.HandoverSamePerson.On("to_login");

        if (!BusinessDate.TryRead(request.HandedOverOn, out var on) || on > today)
            return Refusal.HandoverDateInvalid.On("handed_over_on", request.HandedOverOn);

        return request.Note.Length > LongestNote ? Refusal.HandoverNoteTooLong.On("note") : null;
    }

    // Whoever keeps this book or its cash; who else there is in the county, the answer does not tell.
    private async Task<Post?> KeeperAsync(string login, string book, CancellationToken cancellationToken)
    {
        var held = await posts.ListPostsAsync(
            new ListPostsRequest { Login = login }, cancellationToken: cancellationToken);
        return held.Posts.FirstOrDefault(post =>
            string.Equals(post.Book, book, StringComparison.Ordinal)
            && (post.Role is Role.VillageAccountant or Role.CompanyAccountant or Role.Cashier));
    }
}

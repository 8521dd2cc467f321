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

        // A post for one is never held by both on one day: who leaves kept the book until then, who follows does after.
        BusinessDate.TryRead(request.HandedOverOn, out var on);
        if (await KeeperAsync(request.FromLogin, request.Book, (on, on.AddDays(-1)), cancellationToken)
            is not { } from)
            return Refusal.HandoverNotHolder.On("from_login", request.FromLogin);

        if (await KeeperAsync(request.ToLogin, request.Book, (on, on.AddDays(1)), cancellationToken) is not { } to)
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

    // Whoever keeps this book or its cash on one of the two days; who else there is, the answer does not tell.
    private async Task<Post?> KeeperAsync(
        string login, string book, (DateOnly On, DateOnly Beside) days, CancellationToken cancellationToken)
    {
        foreach (var day in (DateOnly[])[days.On, days.Beside])
        {
            var held = await posts.ListPostsAsync(
                new ListPostsRequest { Login = login, HeldOn = BusinessDate.Write(day) },
                cancellationToken: cancellationToken);
            var keeper = held.Posts.FirstOrDefault(post =>
                string.Equals(post.Book, book, StringComparison.Ordinal)
                && (post.Role is Role.VillageAccountant or Role.CompanyAccountant or Role.Cashier));
            if (keeper is not null)
                return keeper;
        }

        return null;
    }
}

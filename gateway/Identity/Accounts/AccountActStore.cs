using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Accounts;

/// <summary>What an administrator did, as it is stored.</summary>
internal sealed class AccountActRow
{
    public required string ActId { get; init; }
    public required string Login { get; init; }
    public required string Act { get; init; }
    public required string Reason { get; init; }
    public required string ByLogin { get; init; }
    public required string ByName { get; init; }
    public required long ActedAt { get; init; }

    public static AccountActRow Of(
        string login, (string Act, string Reason) done, Caller by, DateTimeOffset now) => new()
        {
            ActId = Guid.CreateVersion7(now).ToString(),
            Login = login,
            Act = done.Act,
            Reason = done.Reason,
            ByLogin = by.Login,
            ByName = by.Name,
            ActedAt = now.ToUnixTimeMilliseconds(),
        };
}

/// <summary>The only SQL on what administrators did.</summary>
internal static class AccountActStore
{
    public static Task AddActAsync(
        this UnitOfWork work, AccountActRow act, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        INSERT INTO account_acts (act_id, login, act, reason, by_login, by_name, acted_at)
        VALUES (@ActId, @Login, @Act, @Reason, @ByLogin, @ByName, @ActedAt)
        """,
        act,
        cancellationToken);

    public static Task<IReadOnlyList<AccountActRow>> ListActsAsync(
        this Session session, string before, int most, CancellationToken cancellationToken) =>
        session.QueryAsync<AccountActRow>(
            """
            SELECT act_id, login, act, reason, by_login, by_name, acted_at FROM account_acts
            WHERE @before = '' OR act_id < @before ORDER BY act_id DESC LIMIT @most
            """,
            new { before, most },
            cancellationToken);
}

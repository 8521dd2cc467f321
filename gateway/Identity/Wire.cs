using System.Globalization;
using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Gateway.Identity.Own;
using Region.Gateway.Identity.Sessions;

namespace Region.Gateway.Identity;

/// <summary>Rows as the contracts show them.</summary>
internal static class Wire
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    public static int PageOf(int asked) => asked is <= 0 ? UsualPage : Math.Min(asked, LargestPage);

    /// <summary>RFC 3339, UTC; empty for never.</summary>
    public static string Instant(long milliseconds) => milliseconds is 0
        ? ""
        : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static LoginAttempt ToWire(this LoginRow row) => new()
    {
        Login = row.Login,
        TriedAt = Instant(row.TriedAt),
        Address = row.Address,
        Agent = row.Agent,
        Refusal = row.Refusal,
        Way = row.Way,
    };

    public static BrowserLogin ToWire(this SessionRow row) => new()
    {
        SessionId = row.SessionId,
        Acting = new HeldPost { Role = (Role)row.Role, Unit = row.Unit, Region = row.Region, Book = row.Book },
        CreatedAt = Instant(row.CreatedAt),
        SeenAt = Instant(row.SeenAt),
        EndsAt = Instant(row.EndsAt),
        Address = row.Address,
        Agent = row.Agent,
    };

    public static ApiToken ToWire(this ApiTokenRow row) => new()
    {
        TokenId = row.TokenId,
        Name = row.Label,
        Acting = new HeldPost { Role = (Role)row.Role, Unit = row.Unit, Region = row.Region, Book = row.Book },
        CreatedAt = Instant(row.CreatedAt),
        EndsOn = row.EndsOn,
        UsedAt = Instant(row.UsedAt),
        RevokedAt = Instant(row.RevokedAt),
    };
}

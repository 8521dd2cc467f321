using Region.Contracts.Identity.V1;
using Region.Kernel;
using Region.Platform.Identity;
using Region.Platform.Storage;

namespace Region.Gateway.Identity.Own;

/// <summary>Makes a token for a machine.</summary>
internal sealed class CreateToken(Database database, TimeProvider clock)
{
    private const int LongestName = 40;
    private const int Most = 20;

    public async Task<Decision<CreateApiTokenResponse, Refusal>> HandleAsync(
        CreateApiTokenRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return Refusal.TokenNameInvalid.On("name");

        var now = clock.GetUtcNow();
        var today = BusinessDate.At(now);
        if (!BusinessDate.TryRead(request.EndsOn, out var endsOn) || endsOn < today || endsOn > today.AddYears(1))
            return Refusal.TokenEndInvalid.On("ends_on", request.EndsOn);

        var (token, hash) = MachineTokens.Make();
        await using var work = await database.BeginAsync("api-tokens", cancellationToken);
        var own = await work.ListTokensAsync(caller.Login, cancellationToken);
        if (own.Count(row => IsAlive(row, BusinessDate.Write(today))) >= Most)
            return Refusal.TooManyTokens.On("", Most);

        var made = Row(caller, (name, hash, endsOn), now);
        await work.AddTokenAsync(made, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new CreateApiTokenResponse { Token = token, Created = made.ToWire() };
    }

    private static bool IsAlive(ApiTokenRow row, string today) =>
        row.RevokedAt is 0 && string.CompareOrdinal(row.EndsOn, today) >= 0;

    private static ApiTokenRow Row(
        Caller caller, (string Name, string Hash, DateOnly EndsOn) token, DateTimeOffset now) => new()
        {
            TokenId = Guid.CreateVersion7(now).ToString(),
            TokenHash = token.Hash,
            Label = token.Name,
            Login = caller.Login,
            Role = (long)caller.Role,
            Unit = caller.Unit,
            Region = caller.Region,
            Book = caller.Book,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            EndsOn = BusinessDate.Write(token.EndsOn),
        };
}

using System.Globalization;
using Region.Contracts.Access.V1;

namespace Region.Platform.Identity;

/// <summary>What all tokens of this system have in common.</summary>
public static class TokenRules
{
    /// <summary>The one issuer of people's tokens.</summary>
    public const string PeoplesIssuer = "gateway";

    /// <summary>The audience of every token.</summary>
    public const string Audience = "region";

    /// <summary>The one algorithm; a token that names another is refused before anything else is read.</summary>
    public const string Algorithm = "ES256";

    /// <summary>The longest life of a token. Short, since a token cannot be called back.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How far clocks of different machines may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Longer tokens are refused unread; ours take about 600 bytes.</summary>
    internal const int MaxTokenLength = 4_096;

    internal const string NameClaim = "name";
    internal const string RoleClaim = "role";
    internal const string UnitClaim = "unit";
    internal const string RegionClaim = "region";
    internal const string BookClaim = "book";

    /// <summary>The role as it stands in a token: the number of the contract, which outlives every renaming.</summary>
    internal static string Write(Role role) => ((int)role).ToString(CultureInfo.InvariantCulture);

    internal static Role? ReadRole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Enum.IsDefined((Role)number) && number != 0
            ? (Role)number
            : null;
}

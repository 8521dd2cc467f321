namespace Region.Gateway.Identity.Outside;

/// <summary>
/// Another provider that people may log in with (OpenID Connect); section <c>Region:Oidc</c>. Off without an issuer.
/// </summary>
internal sealed record OutsideSettings
{
    /// <summary>Such as https://login.county.example; its discovery document lies below it.</summary>
    public required string Issuer { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Empty for a public client; PKCE protects the code either way.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What the login page calls it.</summary>
    public required string Name { get; init; }

    public bool IsOn => Issuer.Length > 0;

    /// <exception cref="InvalidOperationException">The issuer has no TLS, or no client is named.</exception>
    public static OutsideSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Region:Oidc");
        var settings = new OutsideSettings
        {
            Issuer = (section["Issuer"] ?? "").TrimEnd('/'),
            ClientId = section["ClientId"] ?? "",
            ClientSecret = section["ClientSecret"] ?? "",
            Name = section["Name"] is { Length: > 0 } name ? name : "统一身份认证",
        };
        if (settings.IsOn && (settings.ClientId.Length is 0 || !IsSafe(settings.Issuer)))
            throw new InvalidOperationException("Region:Oidc 需要 https 地址的 Issuer（本机除外）和 ClientId。");

        return settings;
    }

    /// <summary>Whether an address of the provider may be used: over TLS, or on this machine.</summary>
    public static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme is "https" || (uri.Scheme is "http" && uri.IsLoopback));
}

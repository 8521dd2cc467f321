using System.Security.Cryptography;
using System.Text;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Shouldly;

namespace Region.Platform.Tests.Identity;

public sealed class TokenTests : IDisposable
{
    private readonly IdentityWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_token_of_the_gateway_says_who_the_person_is() =>
        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant)))
            .ShouldBe(IdentityWorld.Accountant);

    [Fact]
    public async Task The_forged_form_of_a_good_token_is_good_too_so_that_refusals_below_mean_something() =>
        (await ForgeAsync(_world.GoodHeader(), _world.Claims())).ShouldBe(IdentityWorld.Accountant);

    [Fact]
    public async Task A_service_vouches_for_itself_and_the_gateway_for_itself_too()
    {
        (await _world.CallerOfAsync(_world.Mint("accounting", Caller.Service("accounting"))))
            .ShouldBe(Caller.Service("accounting"));
        (await _world.CallerOfAsync(_world.Mint("gateway", Caller.Service("gateway")))).ShouldNotBeNull();
        (await _world.CallerOfAsync(_world.Mint("villages", Caller.Service("villages")))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_service_cannot_vouch_for_a_person() =>
        (await _world.CallerOfAsync(_world.Mint("accounting", IdentityWorld.Accountant))).ShouldBeNull();

    [Fact]
    public async Task A_service_cannot_vouch_for_another_service_and_neither_can_the_gateway()
    {
        (await _world.CallerOfAsync(_world.Mint("accounting", Caller.Service("procurement")))).ShouldBeNull();
        (await _world.CallerOfAsync(_world.Mint("gateway", Caller.Service("accounting")))).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_without_algorithm_is_refused()
    {
        var header = _world.GoodHeader().Replace("ES256", "none", StringComparison.Ordinal);

        (await _world.CallerOfAsync(IdentityWorld.Forge(header, _world.Claims(), _ => []))).ShouldBeNull();
        (await ForgeAsync(header, _world.Claims())).ShouldBeNull();
    }

    [Fact]
    public async Task A_public_key_used_as_a_shared_secret_is_refused()
    {
        var header = _world.GoodHeader().Replace("ES256", "HS256", StringComparison.Ordinal);
        var secret = _world.Keys("gateway").Published().Keys[0];

        foreach (var key in (string[])[secret.X, secret.Y, secret.Id])
        {
            var token = IdentityWorld.Forge(
                header, _world.Claims(), bytes => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), bytes));
            (await _world.CallerOfAsync(token)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Another_algorithm_with_the_right_key_is_refused()
    {
        var header = _world.GoodHeader().Replace("ES256", "ES384", StringComparison.Ordinal);

        (await ForgeAsync(header, _world.Claims())).ShouldBeNull();
    }

    [Fact]
    public async Task A_foreign_key_under_a_known_id_is_refused()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var token = IdentityWorld.Forge(
            _world.GoodHeader(), _world.Claims(), bytes => foreign.SignData(bytes, HashAlgorithmName.SHA256));

        (await _world.CallerOfAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_key_of_another_issuer_is_refused()
    {
        var header = $$"""{"alg":"ES256","kid":"{{_world.KeyIdOf("accounting")}}"}""";

        var token = IdentityWorld.Forge(header, _world.Claims(), _world.SignatureOf("accounting"));

        (await _world.CallerOfAsync(token)).ShouldBeNull();
    }

    [Theory]
    [InlineData("\"aud\":\"region\"", "\"aud\":\"somebody\"")]
    [InlineData("\"aud\":\"region\",", "")]
    [InlineData("\"iss\":\"gateway\"", "\"iss\":\"stranger\"")]
    [InlineData("\"iss\":\"gateway\",", "")]
    [InlineData("\"sub\":\"v0101.kj\",", "")]
    [InlineData("\"role\":\"10\"", "\"role\":\"0\"")]
    [InlineData("\"role\":\"10\"", "\"role\":\"99\"")]
    [InlineData("\"role\":\"10\"", "\"role\":\"-1\"")]
    [InlineData("\"role\":\"10\",", "")]
    [InlineData("\"unit\":\"V0101\"", "\"unit\":\"\"")]
    public async Task A_claim_that_is_wrong_or_missing_is_refused(string good, string bad) =>
        (await ForgeAsync(_world.GoodHeader(), _world.Claims((good, bad)))).ShouldBeNull();

    [Fact]
    public async Task A_token_without_end_or_with_a_long_life_or_of_tomorrow_is_refused()
    {
        var now = _world.Clock.GetUtcNow().ToUnixTimeSeconds();

        foreach (var change in ((string, string)[])
        [
            ($",\"exp\":{now + 900}", ""),
            ($"\"iat\":{now},", ""),
            ($"\"exp\":{now + 900}", $"\"exp\":{now + 901}"),
            ($"\"nbf\":{now}", $"\"nbf\":{now + 60}"),
            ($"\"iat\":{now}", $"\"iat\":{now + 60}"),
        ])
        {
            (await ForgeAsync(_world.GoodHeader(), _world.Claims(change))).ShouldBeNull(change.ToString());
        }
    }

    [Fact]
    public async Task A_header_with_critical_extensions_or_without_key_id_is_refused()
    {
        var critical = _world.GoodHeader().Replace("{", "{\"crit\":[\"b64\"],\"b64\":false,", StringComparison.Ordinal);

        (await ForgeAsync(critical, _world.Claims())).ShouldBeNull();
        (await ForgeAsync("""{"alg":"ES256"}""", _world.Claims())).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_expires_even_though_it_is_remembered()
    {
        var token = _world.Mint("gateway", IdentityWorld.Accountant, TimeSpan.FromMinutes(5));
        (await _world.CallerOfAsync(token)).ShouldNotBeNull();

        _world.Clock.Advance(TimeSpan.FromMinutes(5) + TokenRules.ClockSkew);

        (await _world.CallerOfAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_refused()
    {
        var token = _world.Mint("gateway", IdentityWorld.Accountant);

        for (var at = 0; at < token.Length - 1; at += 7)
        {
            if (token[at] is '.')
                continue;

            var changed = token.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            (await _world.CallerOfAsync(new string(changed))).ShouldBeNull($"at {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImtpZCI6MX0.e30.AAAA")]
    public async Task Rubbish_is_refused_and_never_throws(string token) =>
        (await _world.CallerOfAsync(token)).ShouldBeNull();

    [Fact]
    public async Task A_token_of_enormous_length_is_refused() =>
        (await _world.CallerOfAsync(new string('a', 1_000_000))).ShouldBeNull();

    [Fact]
    public void A_mint_makes_no_token_that_lives_longer_than_allowed() =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => _world.Mint("gateway", IdentityWorld.Accountant, TimeSpan.FromMinutes(16)));

    [Fact]
    public async Task A_service_token_is_used_again_until_two_minutes_before_its_end()
    {
        var mint = new TokenMint("accounting", _world.Keys("accounting"), _world.Clock);
        var tokens = new ServiceTokens("accounting", mint, _world.Clock);
        var first = tokens.Current();
        (await _world.CallerOfAsync(first))!.Role.ShouldBe(Role.Service);

        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        tokens.Current().ShouldBe(first);

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        tokens.Current().ShouldNotBe(first);
        (await _world.CallerOfAsync(tokens.Current())).ShouldNotBeNull();
    }

    private Task<Caller?> ForgeAsync(string header, string claims) =>
        _world.CallerOfAsync(IdentityWorld.Forge(header, claims, _world.SignatureOf("gateway")));
}

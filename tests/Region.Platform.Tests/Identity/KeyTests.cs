using System.Text.Json;
using Region.Platform.Identity;
using Shouldly;

namespace Region.Platform.Tests.Identity;

public sealed class KeyTests : IDisposable
{
    private readonly IdentityWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_key_file_belongs_to_its_owner_alone_and_holds_the_same_key_after_a_restart()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_world.KeyFile("villages"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var again = new SigningKeys(_world.KeyFile("villages"), _world.Clock);

        again.Current().KeyId.ShouldBe(_world.KeyIdOf("villages"));
    }

    [Fact]
    public void The_published_set_holds_no_private_part()
    {
        var json = JsonSerializer.Serialize(_world.Keys("villages").Published());

        json.ShouldStartWith("""{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":""");
        json.ShouldNotContain("\"d\"");
    }

    [Fact]
    public void A_key_id_is_the_thumbprint_that_RFC_7638_defines() =>

        // Computed with another program: sha256 over {"crv":"P-256","kty":"EC","x":…,"y":…}, in base64url.
        SigningKey.ThumbprintOf(
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")
            .ShouldBe("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");

    [Fact]
    public async Task After_rotation_the_new_key_signs_and_tokens_of_the_old_one_stay_good()
    {
        var before = _world.Mint("gateway", IdentityWorld.Accountant);
        (await _world.CallerOfAsync(_world.Mint("gateway", Caller.Service("gateway")))).ShouldNotBeNull();

        _world.Clock.Advance(TimeSpan.FromSeconds(10));
        _world.Keys("gateway").Rotate().ShouldBe(_world.KeyIdOf("gateway"));
        var after = _world.Mint("gateway", IdentityWorld.Accountant);

        (await _world.CallerOfAsync(after)).ShouldNotBeNull();
        (await _world.CallerOfAsync(before)).ShouldNotBeNull();
    }

    [Fact]
    public void An_old_key_is_published_until_its_tokens_are_out_and_no_longer()
    {
        var keys = _world.Keys("gateway");
        var old = _world.KeyIdOf("gateway");
        keys.Rotate();

        _world.Clock.Advance(SigningKeys.PublishAfterRotation);
        keys.Published().Keys.Select(key => key.Id).ShouldContain(old);

        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        keys.Published().Keys.Select(key => key.Id).ShouldBe([_world.KeyIdOf("gateway")]);
    }

    [Fact]
    public void A_key_that_has_become_old_is_followed_by_a_new_one_by_itself()
    {
        var old = _world.KeyIdOf("gateway");
        _world.Clock.Advance(SigningKeys.RotateAfter);
        _world.KeyIdOf("gateway").ShouldBe(old);

        _world.Clock.Advance(TimeSpan.FromSeconds(1));

        _world.KeyIdOf("gateway").ShouldNotBe(old);
        using var again = new SigningKeys(_world.KeyFile("gateway"), _world.Clock);
        again.Current().KeyId.ShouldBe(_world.KeyIdOf("gateway"));
    }

    [Fact]
    public async Task A_key_file_that_cannot_be_written_leaves_the_old_key_signing()
    {
        var old = _world.KeyIdOf("gateway");
        var folder = Path.GetDirectoryName(_world.KeyFile("gateway"))!;
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "in the way", TestContext.Current.CancellationToken);
        _world.Clock.Advance(SigningKeys.RotateAfter + TimeSpan.FromSeconds(1));

        _world.KeyIdOf("gateway").ShouldBe(old);
        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldNotBeNull();

        File.Delete(folder);
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.KeyIdOf("gateway").ShouldNotBe(old);
    }

    [Fact]
    public async Task While_the_issuer_is_down_known_keys_go_on_working()
    {
        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldNotBeNull();
        _world.Reachable = false;
        _world.Clock.Advance(TimeSpan.FromHours(2));

        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_that_were_never_fetched_leave_it_undecided_and_are_fetched_a_second_later()
    {
        _world.Reachable = false;
        var token = _world.Mint("gateway", IdentityWorld.Accountant);

        var verdict = await _world.Validator.ValidateAsync(token, TestContext.Current.CancellationToken);
        verdict.ShouldBe(new TokenVerdict(null, Undecided: true));

        _world.Reachable = true;
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _world.CallerOfAsync(token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Unknown_key_ids_cannot_make_us_ask_more_than_once_a_second()
    {
        for (var call = 0; call < 100; call++)
        {
            var header = $$"""{"alg":"ES256","kid":"{{call}}"}""";
            var token = IdentityWorld.Forge(header, _world.Claims(), _world.SignatureOf("gateway"));
            (await _world.CallerOfAsync(token)).ShouldBeNull();
        }

        _world.Fetches.ShouldBe(1);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _world.CallerOfAsync(IdentityWorld.Forge("""{"alg":"ES256","kid":"x"}""", _world.Claims(), _ => [1])))
            .ShouldBeNull();
        _world.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_no_longer_published_is_forgotten_within_minutes()
    {
        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldNotBeNull();
        var stolen = _world.Keys("gateway").Current();
        _world.Keys("gateway").Rotate();
        _world.Clock.Advance(SigningKeys.PublishAfterRotation + TimeSpan.FromSeconds(1));

        var header = $$"""{"alg":"ES256","kid":"{{stolen.KeyId}}"}""";
        var token = IdentityWorld.Forge(header, _world.Claims(), bytes => stolen.ECDsa.SignData(
            bytes, System.Security.Cryptography.HashAlgorithmName.SHA256));

        (await _world.CallerOfAsync(token)).ShouldBeNull();
    }

    [Fact]
    public void The_cache_holds_no_more_than_its_bound_and_keeps_what_is_used()
    {
        var cache = new BoundedCache<int, string>(100);
        cache.Set(-1, "kept");
        for (var key = 0; key < 10_000; key++)
        {
            cache.Set(key, "x");
            cache.TryGet(-1, out _).ShouldBeTrue();
            cache.Count.ShouldBeLessThanOrEqualTo(100);
        }

        cache.TryGet(0, out _).ShouldBeFalse();
    }
}

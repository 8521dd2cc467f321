using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Shouldly;

namespace Region.Platform.Tests.Identity;

/// <summary>What a clock that is set a day forward or back does to tokens and keys, while no time passes.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly IdentityWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_service_shows_a_new_token_after_the_clock_was_set(int days)
    {
        var mint = new TokenMint("accounting", _world.Keys("accounting"), _world.Clock);
        var tokens = new ServiceTokens("accounting", mint, _world.Clock);
        var before = tokens.Current();
        (await _world.CallerOfAsync(before)).ShouldNotBeNull();

        _world.Clock.Jump(TimeSpan.FromDays(days));

        var after = tokens.Current();
        after.ShouldNotBe(before);
        (await _world.CallerOfAsync(after)).ShouldNotBeNull().Role.ShouldBe(Role.Service);
    }

    [Fact]
    public async Task A_token_that_was_seen_before_the_clock_was_set_back_lives_no_longer_for_it()
    {
        var token = _world.Mint("gateway", IdentityWorld.Accountant, Life);
        (await _world.CallerOfAsync(token)).ShouldNotBeNull();

        _world.Clock.Jump(-TimeSpan.FromDays(1));
        (await _world.CallerOfAsync(token)).ShouldNotBeNull();
        _world.Clock.Advance(Life + TokenRules.ClockSkew);

        (await _world.CallerOfAsync(token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_issuer_that_did_not_answer_is_asked_again_though_the_clock_was_set_back()
    {
        _world.Reachable = false;
        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldBeNull();

        _world.Clock.Jump(-TimeSpan.FromDays(1));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Reachable = true;

        (await _world.CallerOfAsync(_world.Mint("gateway", IdentityWorld.Accountant))).ShouldNotBeNull();
    }
}

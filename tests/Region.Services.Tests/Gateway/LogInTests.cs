using System.IdentityModel.Tokens.Jwt;
using System.Net;
using Region.Gateway;
using Region.Gateway.Identity;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class LogInTests
{
    private const string Login = "v0101.accountant";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_gives_a_short_lived_signed_token_for_the_post()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));

        using var answer = await LogInAsync(world, Login, SampleLogins.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var session = await answer.JsonAsync(Token);
        session.GetProperty("acting").Text("book").ShouldBe("V0101");
        session.GetProperty("expiresInSeconds").GetInt32().ShouldBeLessThanOrEqualTo(900);
        var token = new JwtSecurityTokenHandler().ReadJwtToken(session.Text("accessToken"));
        token.SignatureAlgorithm.ShouldBe("ES256");
        token.Subject.ShouldBe(Login);
        using var keys = await world.Http.GetAsync("/.well-known/jwks.json", Token);
        (await keys.Content.ReadAsStringAsync(Token)).ShouldContain(token.Header.Kid);
    }

    [Fact]
    public async Task A_person_with_several_posts_names_one_or_gets_the_first()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant("town.accountant", "V0103"));
        world.Conversation.Posts.Add(PostsOf.Accountant("town.accountant", "V0104"));

        using var first = await LogInAsync(world, "town.accountant", SampleLogins.Password);
        using var named = await LogInAsync(world, "town.accountant", SampleLogins.Password, "V0104");
        using var foreign = await LogInAsync(world, "town.accountant", SampleLogins.Password, "V0201");

        (await first.JsonAsync(Token)).GetProperty("posts").GetArrayLength().ShouldBe(2);
        (await named.JsonAsync(Token)).GetProperty("acting").Text("unit").ShouldBe("V0104");
        foreign.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.JsonAsync(Token)).Text("detail").ShouldContain("V0201");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_login_get_the_same_answer()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);

        using var wrong = await LogInAsync(world, Login, "错误");
        using var unknown = await LogInAsync(world, "nobody", SampleLogins.Password);

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (one, other) = (await wrong.JsonAsync(Token), await unknown.JsonAsync(Token));
        one.Text("detail").ShouldBe("登录名或密码不正确。");
        one.GetProperty("errors").GetArrayLength().ShouldBe(0);
        foreach (var member in one.EnumerateObject().Where(member => member.Name is not "traceId"))
            other.GetProperty(member.Name).ToString().ShouldBe(member.Value.ToString());
    }

    [Fact]
    public async Task After_ten_failures_even_the_right_password_waits()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);
        world.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        for (var failure = 0; failure < Lockout.MostFailures; failure++)
            (await LogInAsync(world, Login, "错误")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var locked = await LogInAsync(world, Login, SampleLogins.Password);

        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await locked.JsonAsync(Token)).Text("reason").ShouldBe("LOGIN_LOCKED");
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_do_not_slip_through()
    {
        await using var world = await GatewayWorld.StartSampleAsync(Token);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(guess => LogInAsync(world, "nobody", $"guess-{guess}")));

        answers.Count(answer => answer.StatusCode is HttpStatusCode.Unauthorized).ShouldBe(Lockout.MostFailures);
        answers.Count(answer => answer.StatusCode is HttpStatusCode.TooManyRequests).ShouldBe(10);
    }

    [Fact]
    public async Task Sample_logins_are_refused_once_the_gateway_no_longer_runs_on_sample_data()
    {
        var data = Directory.CreateTempSubdirectory("region-sample-");
        await using (var sample = await GatewayWorld.StartSampleAsync(Token, $"--Region:Data={data.FullName}"))
        {
            sample.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
            (await LogInAsync(sample, Login, SampleLogins.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var later = await GatewayWorld.StartAsync(Token, $"--Region:Data={data.FullName}");
        later.Conversation.Posts.Add(PostsOf.Accountant(Login, "V0101"));
        using var answer = await LogInAsync(later, Login, SampleLogins.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("--Region:Bind=0.0.0.0")]
    [InlineData("--Region:Listen=0.0.0.0:5443")]
    public void Sample_logins_are_refused_beyond_loopback(string setting) =>
        Should.Throw<InvalidOperationException>(() => GatewayApp.Build(["--Region:Sample=true", setting]));

    [Fact]
    public void Failures_are_forgotten_after_a_quarter_of_an_hour()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        Failures? failures = null;
        for (var attempt = 0; attempt < Lockout.MostFailures; attempt++)
            failures = Lockout.Try(failures, clock.GetUtcNow()).Value;

        clock.Advance(Lockout.Duration - TimeSpan.FromSeconds(1));
        Lockout.Try(failures, clock.GetUtcNow()).Allowed.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(1));
        Lockout.Try(failures, clock.GetUtcNow()).Value.Count.ShouldBe(1);
    }

    [Fact]
    public void A_clock_that_is_set_back_a_day_locks_nobody_out_until_tomorrow()
    {
        var now = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        var failures = new Failures(Lockout.MostFailures, now);
        Lockout.Try(failures, now - TimeSpan.FromMinutes(1)).Allowed.ShouldBeFalse();

        Lockout.Try(failures, now - TimeSpan.FromDays(1)).Value.Count.ShouldBe(1);
    }

    private static Task<HttpResponseMessage> LogInAsync(
        GatewayWorld world, string login, string password, string unit = "") => world.PostAsync(
        "/v1/login", $$"""{"login":"{{login}}","password":"{{password}}","unit":"{{unit}}"}""", Token);
}

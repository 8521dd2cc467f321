using System.IdentityModel.Tokens.Jwt;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Region.Gateway.Identity.Own;
using Region.Kernel;
using Region.Platform.Storage;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class MachineTokenTests
{
    private const string Login = "v0101.accountant";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => BusinessDate.At(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task A_machine_acts_under_one_post_and_is_out_the_moment_it_is_revoked(StoreKind kind)
    {
        await using var world = await AccountTests.WorldAsync(GatewayWorld.StoreOf(kind));
        var person = await Somebody.SampleAsync(world, Login);
        var (machine, id) = await MakeAsync(world, person);

        (await AskAsync(machine)).ShouldBe(HttpStatusCode.OK);
        var minted = world.Conversation.Authorization!["Bearer ".Length..];
        var claims = new JwtSecurityTokenHandler().ReadJwtToken(minted);
        claims.Subject.ShouldBe(Login);
        claims.Claims.Single(claim => claim.Type is "book").Value.ShouldBe("V0101");
        await person.AnswerAsync($"/v1/me/tokens/{id}:revoke", new { requestId = "revoke-0001" });

        await AskAsync(machine);
        world.Conversation.Authorization.ShouldBe($"Bearer {machine.AccessToken}", "it is exchanged for nothing");
        var listed = (await person.ReadAsync("/v1/me/tokens")).ToString();
        listed.ShouldNotContain(machine.AccessToken);
    }

    [Theory]
    [InlineData("UPDATE api_tokens SET ends_on = '2020-01-01'")]
    [InlineData("UPDATE accounts SET locked_reason = '离任'")]
    public async Task A_token_that_has_ended_or_whose_person_is_locked_is_exchanged_for_nothing(string sql)
    {
        await using var world = await AccountTests.WorldAsync();
        var (machine, _) = await MakeAsync(world, await Somebody.SampleAsync(world, Login));
        await AskAsync(machine);
        await using (var work = await world.Services.GetRequiredService<Database>().BeginAsync("test", Token))
        {
            await work.ExecuteAsync(sql, parameters: null, Token);
            await work.CommitAsync(Token);
        }

        await AskAsync(machine);

        world.Conversation.Authorization.ShouldBe($"Bearer {machine.AccessToken}");
    }

    [Fact]
    public async Task A_token_whose_post_has_ended_is_exchanged_for_nothing()
    {
        await using var world = await AccountTests.WorldAsync();
        var (machine, _) = await MakeAsync(world, await Somebody.SampleAsync(world, Login));
        world.Conversation.Posts.RemoveAll(post => post.Login is Login);

        await AskAsync(machine);

        world.Conversation.Authorization.ShouldBe($"Bearer {machine.AccessToken}");
    }

    [Fact]
    public async Task A_machine_cannot_touch_the_account_nor_make_itself_another_token()
    {
        await using var world = await AccountTests.WorldAsync();
        var (machine, _) = await MakeAsync(world, await Somebody.SampleAsync(world, Login));

        (await Somebody.ReasonAsync(machine.PostAsync(
            "/v1/me/tokens", new { name = "再来一个", endsOn = BusinessDate.Write(Today) }))).ShouldBe("PERSON_NEEDED");
        (await Somebody.ReasonAsync(machine.PostAsync("/v1/me/second-factor:start"))).ShouldBe("PERSON_NEEDED");
    }

    [Fact]
    public async Task Only_its_hash_is_stored()
    {
        await using var world = await AccountTests.WorldAsync();
        var (machine, _) = await MakeAsync(world, await Somebody.SampleAsync(world, Login));

        await using var session = await world.Services.GetRequiredService<Database>().ReadAsync(Token);
        var rows = await session.QueryAsync<ApiTokenRow>("SELECT * FROM api_tokens", parameters: null, Token);

        rows.ShouldHaveSingleItem().TokenHash.ShouldNotContain(machine.AccessToken);
        machine.AccessToken.ShouldStartWith(MachineTokens.Prefix);
    }

    private static async Task<(Somebody Machine, string Id)> MakeAsync(GatewayWorld world, Somebody person)
    {
        var made = await person.AnswerAsync(
            "/v1/me/tokens", new { name = "报表取数", endsOn = BusinessDate.Write(Today.AddDays(30)) });
        return (new Somebody(world, "machine", made.Text("token")), made.GetProperty("created").Text("tokenId"));
    }

    private static async Task<HttpStatusCode> AskAsync(Somebody machine)
    {
        using var answer = await machine.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/regions/R01"));
        return answer.StatusCode;
    }
}

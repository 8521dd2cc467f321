using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;

namespace Region.Platform.Tests.Dapr;

public sealed class DaprAuthenticationTests
{
    [Theory]
    [InlineData("secret", "secret", true, false)]
    [InlineData("secret", "wrong", false, true)]
    [InlineData("secret", "Secret", false, true)]
    [InlineData("secret", "", false, true)]
    [InlineData("secret", null, false, false)]
    [InlineData("", "secret", false, true)]
    [InlineData("", "", false, true)]
    public async Task The_sidecar_is_known_by_its_token(string configured, string? shown, bool succeeds, bool fails)
    {
        var result = await AuthenticateAsync(configured, shown);

        result.Succeeded.ShouldBe(succeeds);
        (result.Failure is not null).ShouldBe(fails);
        result.None.ShouldBe(!succeeds && !fails);
        result.Principal?.Identity?.Name.ShouldBe("Dapr");
    }

    [Fact]
    public void The_policy_demands_the_scheme()
    {
        using var services = Services("secret");
        var policy = services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.GetPolicy("Dapr");

        policy.ShouldNotBeNull().AuthenticationSchemes.ShouldBe(["Dapr"]);
    }

    private static async Task<AuthenticateResult> AuthenticateAsync(string configured, string? shown)
    {
        await using var services = Services(configured);
        var context = new DefaultHttpContext { RequestServices = services };
        if (shown is not null)
        {
            context.Request.Headers["dapr-api-token"] = shown;
        }

        return await context.AuthenticateAsync("Dapr");
    }

    private static ServiceProvider Services(string token)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddAuthentication().AddDapr(options => options.Token = token);
        services.AddAuthorization(options => options.AddDapr());
        return services.BuildServiceProvider();
    }
}

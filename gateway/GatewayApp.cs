using System.Text.Encodings.Web;
using System.Text.Unicode;
using Region.Contracts.Villages.V1;
using Region.Gateway.Edge;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Sessions;
using Region.Gateway.OpenApi;
using Region.Gateway.Problems;
using Region.Gateway.Rest;
using Region.Gateway.Web;
using Region.Platform.Hosting;
using Region.Platform.Refusals;
using Region.Platform.Storage;

namespace Region.Gateway;

/// <summary>The gateway: REST for all that the services offer, login, the API document, the first page.</summary>
public static class GatewayApp
{
    /// <summary>Builds the gateway; nothing runs until it is started.</summary>
    /// <exception cref="InvalidOperationException">
    /// It would listen beyond this machine without a certificate, or with sample logins.
    /// </exception>
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("gateway", args);
        builder.AddDatabase(typeof(GatewayApp).Assembly);
        builder.AddListening();
        builder.AddLogIn();
        builder.AddSessions();
        builder.Services
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddRest(builder.Configuration)
            .AddRateLimits(builder.Configuration)
            .AddSingleton<ServiceStates>();

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseApiPage();
        app.UseRouting();
        app.UseListening();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapPlatform();
        app.MapGrpcService<SessionFacade>();
        app.MapRest(RestCatalog.OfContracts);
        app.MapOpenApi(RestCatalog.OfContracts);
        app.MapSessionForms();
        app.MapLoginPage();
        app.MapFrontPage();
        return app;
    }

    private static void AddLogIn(this WebApplicationBuilder builder)
    {
        var sample = new SampleMode(builder.Configuration.GetValue("Region:Sample", defaultValue: false));
        if (sample.On && !Listening.IsLoopbackOnly(builder.Configuration))
        {
            throw new InvalidOperationException(
                "样例登录名和密码是公开的，只能在本机使用：请去掉 Region:Sample，或 Region:Listen 和 Region:Bind。");
        }

        builder.Services
            .AddSingleton(sample)
            .AddSingleton<Passwords>()
            .AddSingleton<LogIn>()
            .AddRefusals<Refusal>("identity", Refusals.ToStatus, Refusals.ToSentence)
            .AddServiceClient<PostService.PostServiceClient>("villages");
        if (!sample.On)
            return;

        builder.Services
            .AddSingleton<SampleOffice>()
            .AddSingleton<IReadiness>(services => services.GetRequiredService<SampleOffice>())
            .AddHostedService(services => services.GetRequiredService<SampleOffice>());
    }
}

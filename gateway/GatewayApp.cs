using System.Text.Encodings.Web;
using System.Text.Unicode;
using Region.Gateway.Edge;
using Region.Gateway.Identity;
using Region.Gateway.Identity.Accounts;
using Region.Gateway.Identity.Handovers;
using Region.Gateway.Identity.Outside;
using Region.Gateway.Identity.Own;
using Region.Gateway.Identity.Sessions;
using Region.Gateway.OpenApi;
using Region.Gateway.Problems;
using Region.Gateway.Rest;
using Region.Gateway.Web;
using Region.Platform.Hosting;
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
        builder.AddIdentity();
        builder.AddSessions();
        builder.Services
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddRest(builder.Configuration)
            .AddRateLimits(builder.Configuration)
            .AddPages()
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
        app.MapGrpcService<OwnAccountFacade>();
        app.MapGrpcService<AccountsFacade>();
        app.MapGrpcService<HandoverFacade>();
        app.MapRest(RestCatalog.OfContracts);
        app.MapOpenApi(RestCatalog.OfContracts);
        app.MapSessionForms();
        app.MapOutsideLogin();
        app.MapFrontPage();
        app.MapPages();
        return app;
    }
}

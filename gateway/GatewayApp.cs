using Region.Gateway.Problems;
using Region.Gateway.Rest;

namespace Region.Gateway;

/// <summary>The gateway: REST for everything that the services offer, login, the API document and the first page.</summary>
public static class GatewayApp
{
    /// <summary>Builds the gateway; nothing runs until it is started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRest(builder.Configuration);
        var app = builder.Build();
        app.UseProblems();
        app.MapRest(RestCatalog.OfContracts);
        return app;
    }
}

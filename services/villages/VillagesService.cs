using Region.Platform.Hosting;
using Region.Platform.Refusals;
using Region.Platform.Storage;
using Region.Villages.Domain;
using Region.Villages.Posts;
using Region.Villages.Regions;

namespace Region.Villages;

/// <summary>The register of regions, companies, villages and posts, as its own process or in one with others.</summary>
public static class VillagesService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("villages", args);
        builder.AddDatabase(typeof(VillagesService).Assembly);
        builder.Services.AddRefusals<Refusal>("villages", Refusals.ToStatus, Refusals.ToSentence);

        var app = builder.Build();
        app.MapPlatform();
        app.MapGrpcService<RegisterFacade>();
        app.MapGrpcService<PostsFacade>();
        return app;
    }
}

using Region.Accounting.Attachments;
using Region.Accounting.Templates;

namespace Region.Accounting.Drafts;

/// <summary>Vouchers that people make, with their templates and attached files.</summary>
internal static class DraftsSlice
{
    internal static IServiceCollection AddDrafts(this IServiceCollection services) => services
        .AddSingleton<WorkOnDraft>()
        .AddSingleton<PostDrafts>()
        .AddSingleton<ImportDrafts>();

    internal static void MapDrafts(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<DraftFacade>();
        app.MapGrpcService<TemplateFacade>();
        app.MapGrpcService<AttachmentFacade>();
    }
}

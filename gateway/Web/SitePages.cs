using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Region.Gateway.Edge;
using Region.Gateway.Problems;
using Region.Gateway.Web.Parts;

namespace Region.Gateway.Web;

/// <summary>Every component with an address is a page: GET shows it, POST is for its forms.</summary>
internal static class SitePages
{
    private static readonly (string Template, Type Page)[] Pages =
    [
        .. from type in typeof(WebPage).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(WebPage))
           from route in type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()
           select (route.Template, type),
    ];

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddMemoryCache()
        .AddSingleton<SignerNames>()
        .AddScoped<Desk>()
        .AddScoped<PageWriter>()
        .AddScoped<Acts>()
        .Configure<FormOptions>(form => form.ValueCountLimit = FormReader.MostFields);

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        foreach (var (template, page) in Pages)
        {
            app.MapMethods(
                    template, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => ShowAsync(context, page))
                .WithMetadata(Counted.AsPage).WithDisplayName(page.Name);
            if (!typeof(IOpenPage).IsAssignableFrom(page) && !typeof(IFormless).IsAssignableFrom(page))
            {
                // The token of the form is checked by the act, so that a page says what went wrong.
                app.MapPost(template, (HttpContext context) =>
                        context.RequestServices.GetRequiredService<Acts>().ServeAsync(context, page))
                    .WithMetadata(Counted.AsPage).WithDisplayName($"{page.Name} form");
            }
        }

        app.MapGet("/view", ChooseView).WithMetadata(Counted.AsPage);
        SiteFiles.Map(app);
        Downloads.Map(app);
    }

    /// <summary>Whether a failed request is answered with a page rather than with JSON.</summary>
    public static bool Wants(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    private static Task ShowAsync(HttpContext context, Type page)
    {
        var desk = context.RequestServices.GetRequiredService<Desk>();
        var writer = context.RequestServices.GetRequiredService<PageWriter>();
        if (!desk.IsKnown && !typeof(IOpenPage).IsAssignableFrom(page))
            return writer.TroubleAsync(context, Unknown.Of(StatusCodes.Status401Unauthorized));

        return ListFile.IsWanted(context) ? writer.ListAsync(context, page) : writer.PageAsync(context, page);
    }

    // Large type is remembered by the browser, for people on shared machines as for those on their own.
    private static void ChooseView(HttpContext context)
    {
        var large = string.Equals(context.Request.Query["type"], "large", StringComparison.Ordinal);
        context.Response.Cookies.Append("type", large ? "large" : "normal", new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
        });
        var back = context.Request.Query["back"].ToString();
        context.Response.Redirect(Links.IsLocal(back) ? back : "/");
    }
}

/// <summary>A page for people who have not logged in; it has no forms that call methods.</summary>
internal interface IOpenPage;

/// <summary>A page whose form is sent elsewhere.</summary>
internal interface IFormless;

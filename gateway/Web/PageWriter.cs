using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Region.Gateway.Problems;
using Region.Gateway.Web.Parts;
using Region.Gateway.Web.Public;

namespace Region.Gateway.Web;

/// <summary>Renders a page to its end before a byte of it leaves: a refusal becomes a page of its own.</summary>
internal sealed class PageWriter(ILoggerFactory loggers)
{
    public async Task PageAsync(HttpContext context, Type page)
    {
        try
        {
            await WriteAsync(context, page, null);
        }
        catch (RpcException exception)
        {
            await TroubleAsync(context, RpcProblems.From(exception));
        }
    }

    /// <summary>A list of the page as a file, from its first to its last sheet.</summary>
    public async Task ListAsync(HttpContext context, Type page)
    {
        var format = context.Request.Query[ListFile.Format].ToString();
        var label = context.Request.Query[ListFile.Table].ToString();
        var file = ListFile.Begin(context);
        try
        {
            while (file.BeginSheet())
            {
                await DrawAsync(context, page);
                if (file.Next.Length is 0)
                    break;

                context.Request.QueryString = new QueryString(
                    file.Next[file.Next.IndexOf('?', StringComparison.Ordinal)..]);
            }
        }
        catch (RpcException exception)
        {
            await TroubleAsync(context, RpcProblems.From(exception));
            return;
        }

        if (!file.IsFound)
        {
            await TroubleAsync(context, Unknown.Of(StatusCodes.Status404NotFound));
            return;
        }

        var bytes = file.Write(format, "");
        context.Response.ContentType = format is "csv" ? "text/csv; charset=utf-8"
            : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = bytes.Length;
        var route = context.Request.RouteValues;
        var unit = route["book"] as string ?? route["region"] as string ?? "";
        Downloads.Name(context.Response, unit.Length > 0 ? $"{unit}-{label}" : label);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>The page that says what went wrong and where to go from here.</summary>
    public Task TroubleAsync(HttpContext context, Problem problem)
    {
        if (problem.Status is StatusCodes.Status401Unauthorized)
        {
            context.Response.Redirect(
                Links.To("/login", ("return", context.Request.Path + context.Request.QueryString)));
            return Task.CompletedTask;
        }

        context.Response.StatusCode = problem.Status;
        return WriteAsync(context, typeof(Trouble), problem);
    }

    private async Task WriteAsync(HttpContext context, Type page, Problem? problem)
    {
        if (problem is not null)
            context.Items[typeof(Problem)] = problem;

        var html = await DrawAsync(context, page);
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var bytes = Encoding.UTF8.GetBytes(html);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<string> DrawAsync(HttpContext context, Type page)
    {
        await using var renderer = new HtmlRenderer(context.RequestServices, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(Frame.Context)] = context,
                [nameof(Frame.Page)] = page,
            });
            return (await renderer.RenderComponentAsync<Frame>(parameters)).ToHtmlString();
        });
    }
}

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

        await using var renderer = new HtmlRenderer(context.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(Frame.Context)] = context,
                [nameof(Frame.Page)] = page,
            });
            return (await renderer.RenderComponentAsync<Frame>(parameters)).ToHtmlString();
        });

        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var bytes = Encoding.UTF8.GetBytes(html);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}

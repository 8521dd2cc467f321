using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Region.Gateway.Web;

namespace Region.Gateway.Problems;

/// <summary>Makes every failure of the pipeline a problem: unknown routes, wrong methods, broken programs.</summary>
internal static class ProblemHosting
{
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app
        .UseExceptionHandler(broken => broken.Run(AfterException))
        .UseStatusCodePages(context => WriteAsync(
            context.HttpContext, Unknown.Of(context.HttpContext.Response.StatusCode)));

    private static Task AfterException(HttpContext context)
    {
        // The exception is in the log, under the trace id that the problem carries; the caller learns no more.
        // A service that is down is no broken program: people are told to come back.
        var thrown = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (thrown is RpcException refused)
            return WriteAsync(context, RpcProblems.From(refused));

        var status = thrown is BadHttpRequestException bad
            ? bad.StatusCode
            : StatusCodes.Status500InternalServerError;
        return WriteAsync(context, Unknown.Of(status));
    }

    /// <summary>People get a page, programs get problem+json.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem) => SitePages.Wants(context)
        ? context.RequestServices.GetRequiredService<PageWriter>().TroubleAsync(context, problem)
        : ProblemWriter.WriteAsync(context, problem);
}

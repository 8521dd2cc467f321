using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Region.Gateway.Problems;

/// <summary>Writes problem+json. It never carries a stack trace, an English message or a server's path.</summary>
internal static class ProblemWriter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        response.ContentLength = null;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status is StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";

        await response.WriteAsJsonAsync(
            new
            {
                Type = $"urn:region:problem:{problem.Domain}:{problem.Reason}",
                Title = StatusTable.ToTitle(problem.Status),
                problem.Status,
                problem.Detail,
                Instance = context.Request.Path.Value,
                problem.Code,
                problem.Reason,
                problem.Domain,
                problem.Errors,
                TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            },
            Options,
            "application/problem+json; charset=utf-8",
            context.RequestAborted);
    }
}

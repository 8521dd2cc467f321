using Google.Protobuf;
using Grpc.Core;
using Microsoft.Net.Http.Headers;
using Region.Gateway.Edge;
using Region.Gateway.Identity.Sessions;
using Region.Gateway.Problems;
using Region.Gateway.Rest;

namespace Region.Gateway.Web;

/// <summary>
/// Files that services make, in the visitor's name: an address names the method, its query the fields of the request.
/// Whether he may have the file, the service decides.
/// </summary>
internal static class Downloads
{
    private static readonly Dictionary<string, RestMethod> Methods = RestCatalog.OfContracts
        .Where(method => HttpMethods.IsGet(method.Verb) && method.Descriptor.IsServerStreaming && method.AnswersRaw
            && method.Descriptor.InputType.FindFieldByName("book") is not null)
        .ToDictionary(method => method.Descriptor.Name, StringComparer.Ordinal);

    // What browsers show by themselves without running anything in it; all else is kept as a file.
    private static readonly string[] Shown = ["application/pdf", "image/jpeg", "image/png"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/books/{book}/files/{method}", ServeAsync).WithMetadata(Counted.AsPage);

    /// <summary>The address of a file.</summary>
    /// <param name="method">The method that makes it, such as ExportTable.</param>
    /// <param name="book">Whose book.</param>
    /// <param name="name">The file's name; its ending is added by what it is.</param>
    /// <param name="fields">The fields of the request.</param>
    public static string To(
        string method, string book, string name, params ReadOnlySpan<(string Name, string Value)> fields) =>
        Links.To($"/books/{book}/files/{method}", [.. fields, ("name", name)]);

    /// <summary>Names the file that is sent, once it is known what it is.</summary>
    public static void Name(HttpResponse response, string name)
    {
        var type = (response.ContentType ?? "").Split(';')[0];
        var ending = Ending(type);
        var disposition = new ContentDispositionHeaderValue(
            Shown.Contains(type, StringComparer.Ordinal) ? "inline" : "attachment");
        var whole = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name : name + ending;
        disposition.SetHttpFileName(
            string.Concat(whole.Where(sign => !char.IsControl(sign) && sign is not ('/' or '\\'))));
        response.Headers.ContentDisposition = disposition.ToString();
    }

    private static async Task ServeAsync(
        HttpContext context, string book, string method, Visitor visitor, PageWriter writer, RestSettings settings)
    {
        if (!visitor.IsLoggedIn)
        {
            await writer.TroubleAsync(context, Unknown.Of(StatusCodes.Status401Unauthorized));
            return;
        }

        if (!Methods.TryGetValue(method, out var found))
        {
            await writer.TroubleAsync(context, Unknown.Of(StatusCodes.Status404NotFound));
            return;
        }

        var fields = context.Request.Query
            .Where(pair => pair.Key is not ("book" or "name"))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        fields["book"] = book;
        var request = found.Descriptor.InputType.Parser.ParseFrom(ByteString.Empty);
        if (FormReader.Fill(request, fields) is [{ } first, ..] errors)
        {
            await writer.TroubleAsync(context, Problem.Malformed("WRONG_TYPE", first.Message, errors));
            return;
        }

        try
        {
            await SendAsync(context, found, request, visitor, settings);
        }
        catch (RpcException exception) when (!context.Response.HasStarted)
        {
            await writer.TroubleAsync(context, RpcProblems.From(exception));
        }
    }

    private static async Task SendAsync(
        HttpContext context, RestMethod method, IMessage request, Visitor visitor, RestSettings settings)
    {
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var options = new CallOptions(
            deadline: clock.GetUtcNow().Add(settings.StreamDeadline).UtcDateTime,
            cancellationToken: context.RequestAborted);
        using var stream = visitor.Invoker(method.Descriptor.File.Package.Split('.')[1])
            .AsyncServerStreamingCall(method.Call, host: null, options, request);
        var name = context.Request.Query["name"].ToString();
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode is StatusCodes.Status200OK)
                Name(context.Response, name.Length is > 0 and <= 160 ? name : method.Descriptor.Name);

            return Task.CompletedTask;
        });
        context.Response.Headers.CacheControl = "no-store";
        await ResponseWriter.WriteAsync(context, method, stream.ResponseStream);
    }

    private static string Ending(string type) => type switch
    {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "application/zip" => ".zip",
        "application/ofd" => ".ofd",
        "text/csv" => ".csv",
        "text/plain" => ".txt",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        _ => "",
    };
}

using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Region.Gateway.Problems;
using Region.Gateway.Rest;

namespace Region.Gateway.Web;

/// <summary>
/// What the forms of all pages are sent to. A form names the method that it calls; the service decides whether its
/// visitor may. Done leads on by a redirect, so that reloading repeats nothing; a refusal is shown in the form itself.
/// </summary>
internal sealed class Acts(IAntiforgery antiforgery, PageWriter writer)
{
    private static readonly Dictionary<string, RestMethod> Methods = RestCatalog.OfContracts
        .Where(method => HttpMethods.IsPost(method.Verb) && !method.Descriptor.IsServerStreaming)
        .DistinctBy(method => method.Descriptor.Name, StringComparer.Ordinal)
        .ToDictionary(method => method.Descriptor.Name, StringComparer.Ordinal);

    public async Task ServeAsync(HttpContext context, Type page)
    {
        // Nobody's form is not even read: it may be large.
        var desk = context.RequestServices.GetRequiredService<Desk>();
        if (!desk.IsKnown)
        {
            context.Response.Redirect(Links.To("/login", ("return", context.Request.Path)));
            return;
        }

        if (await UnreadableAsync(context) is { } unreadable)
        {
            await writer.TroubleAsync(context, unreadable);
            return;
        }

        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await writer.TroubleAsync(context, Problem.Malformed("FORM_EXPIRED", "页面已过期，请返回上一页，刷新后再提交。"));
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Methods.TryGetValue(form[FormNames.Method].ToString(), out var method))
        {
            await writer.TroubleAsync(context, Problem.Malformed("FORM_UNKNOWN", "没有这种操作，请返回上一页。"));
            return;
        }

        await ServeAsync(context, page, method, form);
    }

    private async Task ServeAsync(HttpContext context, Type page, RestMethod method, IFormCollection form)
    {
        var posted = new Posted { Form = form[FormNames.Form].ToString(), Values = FormReader.Typed(form) };
        var request = method.Descriptor.InputType.Parser.ParseFrom(ByteString.Empty);
        FieldError[] errors = [.. FormReader.Fill(request, posted.Values), .. TooLarge(form)];
        await AddFilesAsync(form, request, context.RequestAborted);
        var (answer, problem) = errors.Length > 0
            ? (null, Problem.Malformed("WRONG_TYPE", errors[0].Message, errors))
            : await CallAsync(context, method, request);

        // Judged as it will be sent: an address that is ours may lead elsewhere once its places are filled.
        var done = answer is null ? "" : Answers.FillIn(form[FormNames.Next].ToString(), answer);
        if (answer is not null && Links.IsLocal(done))
        {
            var sign = done.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{done}{sign}done={method.Descriptor.Name}";
            return;
        }

        context.Items[typeof(Posted)] = posted with { Answer = answer, Problem = problem };
        context.Response.StatusCode = problem?.Status ?? StatusCodes.Status200OK;
        await writer.PageAsync(context, page);
    }

    /// <summary>Reads the form; what cannot be read is its sender's mistake and not ours.</summary>
    private static async Task<Problem?> UnreadableAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return Unknown.Of(StatusCodes.Status415UnsupportedMediaType);

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return Unknown.Of(exception.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Problem.Malformed("FORM_UNREADABLE", "提交的内容无法识别，或者栏目太多，请返回上一页检查。");
        }
    }

    private static async Task<(IMessage? Answer, Problem? Problem)> CallAsync(
        HttpContext context, RestMethod method, IMessage request)
    {
        try
        {
            var desk = context.RequestServices.GetRequiredService<Desk>();
            var answer = await desk.CallAsync(method, request, context.RequestAborted);
            return (answer, null);
        }
        catch (RpcException exception)
        {
            return (null, RpcProblems.From(exception));
        }
    }

    // Beyond this no service can be asked at all; below, each says in its own words how large a file may be.
    private static IEnumerable<FieldError> TooLarge(IFormCollection form) =>
        from file in form.Files
        where file.Length > RestMethod.LargestBody - RestMethod.OrdinaryBody
        select new FieldError(
            JsonNames.Path(file.Name), "FILE_TOO_LARGE", $"文件 {file.Length / 1024 / 1024} MB，太大了，一次最多上传 7 MB。");

    // A file fills the field that it is named for.
    private static async Task AddFilesAsync(
        IFormCollection form, IMessage request, CancellationToken cancellationToken)
    {
        foreach (var file in form.Files.Where(file => file.Length > 0))
        {
            if (request.Descriptor.FindFieldByName(file.Name) is not { } field
                || field.FieldType is not Google.Protobuf.Reflection.FieldType.Bytes)
                continue;

            await using var stream = file.OpenReadStream();
            field.Accessor.SetValue(request, await ByteString.FromStreamAsync(stream, cancellationToken));
            if (request.Descriptor.FindFieldByName("file_name") is { } name)
                name.Accessor.SetValue(request, NameOf(file.FileName));
        }
    }

    // Some browsers send the whole path, with the slashes of their own machine.
    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}

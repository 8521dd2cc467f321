using Google.Protobuf;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>Makes the request message from body, path, query and the Idempotency-Key header.</summary>
internal static class RequestReader
{
    public const string IdempotencyKey = "Idempotency-Key";

    public static async Task<ReadResult> ReadAsync(HttpContext context, RestMethod method)
    {
        var read = method.HasBody
            ? await BodyReader.ReadAsync(context.Request, method)
            : ReadResult.Of(method.Descriptor.InputType.Parser.ParseFrom(ByteString.Empty));
        if (!read.Succeeded(out var message, out var problem))
            return problem;

        problem = Query(context.Request.Query, method, message)
            ?? Path(context.Request.RouteValues, method, message)
            ?? Key(context.Request.Headers, method, message)
            ?? Versions.Read(context.Request.Headers, method, message);
        return problem is null ? ReadResult.Of(message) : problem;
    }

    private static Problem? Query(IQueryCollection query, RestMethod method, IMessage message)
    {
        foreach (var (name, values) in query)
        {
            // With a body, the whole request stands there; a query parameter would be silently lost.
            var field = method.HasBody ? null : FieldPath.Resolve(message.Descriptor, name);
            if (field is null)
                return Blame("UNKNOWN_FIELD", Shortened(name), $"没有名为“{Shortened(name)}”的查询参数。");

            if (values.Count > 1 && !field.Field.IsRepeated)
                return Blame("DUPLICATE_FIELD", field.JsonName, $"查询参数“{field.JsonName}”写了多次。");

            foreach (var text in values)
            {
                if (ScalarText.Read(field.Field, text ?? "") is not { } value)
                    return WrongType(field);
                field.Write(message, value);
            }
        }

        return null;
    }

    private static Problem? Path(RouteValueDictionary route, RestMethod method, IMessage message)
    {
        for (var index = 0; index < method.Path.Variables.Count; index++)
        {
            var field = method.Path.Variables[index];
            var text = route[PathTemplate.Parameter(index)] as string ?? "";
            if (ScalarText.Read(field.Field, text) is not { } value)
                return WrongType(field);

            if (field.IsSet(message) && !Equals(field.Read(message), value))
                return Contradiction(field, "路径");

            field.Write(message, value);
        }

        return null;
    }

    private static Problem? Key(IHeaderDictionary headers, RestMethod method, IMessage message)
    {
        if (method.RequestId is not { } field || !headers.TryGetValue(IdempotencyKey, out var keys))
            return null;

        var key = keys.Count is 1 ? keys.ToString().Trim() : "";
        if (key.Length is 0)
            return Blame("IDEMPOTENCY_KEY", field.JsonName, $"请求头 {IdempotencyKey} 应有且只有一个值。");

        if (field.IsSet(message) && !Equals(field.Read(message), key))
            return Contradiction(field, $"请求头 {IdempotencyKey} ");

        field.Write(message, key);
        return null;
    }

    private static Problem WrongType(FieldPath field) => Blame(
        "WRONG_TYPE", field.JsonName, $"参数“{field.JsonName}”应为{ScalarText.Expected(field.Field)}。");

    private static Problem Contradiction(FieldPath field, string place) => Blame(
        "CONTRADICTION", field.JsonName, $"字段“{field.JsonName}”与{place}中的值不一致。");

    private static Problem Blame(string reason, string field, string message) =>
        Problem.Malformed(reason, message, new FieldError(field, reason, message));

    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100] + "…";
}

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>
/// What people change together carries a version (an int64 named <c>version</c>): an answer with one of these bears it
/// as its ETag, and a request that changes one may say by If-Match which version it changes.
/// </summary>
internal static class Versions
{
    public const string IfMatch = "If-Match";

    private const string Field = "version";

    /// <summary>The version that a request names; null where it changes nothing that has one.</summary>
    public static FieldPath? InRequest(MethodDescriptor method) => IsVersion(method.InputType.FindFieldByName(Field))
        ? FieldPath.Resolve(method.InputType, Field)
        : null;

    /// <summary>The version of the one thing that an answer shows; null where it shows none, or a list.</summary>
    public static FieldPath? InAnswer(MethodDescriptor method)
    {
        var shown = method.OutputType.Fields.InDeclarationOrder()
            .Where(field => field.FieldType is FieldType.Message && !field.IsRepeated
                && IsVersion(field.MessageType.FindFieldByName(Field)))
            .ToArray();
        return shown is [var only] ? FieldPath.Resolve(method.OutputType, $"{only.Name}.{Field}") : null;
    }

    /// <summary>Fills the request's version from If-Match; a tag that is no version of ours matches nothing.</summary>
    public static Problem? Read(IHeaderDictionary headers, RestMethod method, IMessage message)
    {
        if (method.Version is not { } field || !headers.TryGetValue(IfMatch, out var tags))
            return null;

        if (tags is not [{ Length: > 0 } tag] || tag.Contains(',', StringComparison.Ordinal))
        {
            var sentence = $"请求头 {IfMatch} 应有且只有一个值，即读取时答复的 ETag。";
            return Problem.Malformed("IF_MATCH", sentence, new FieldError(field.JsonName, "IF_MATCH", sentence));
        }

        if (Version(tag.Trim()) is not { } version)
            return Stale();

        if (field.IsSet(message) && !Equals(field.Read(message), version))
        {
            var sentence = $"字段“{field.JsonName}”与请求头 {IfMatch} 中的值不一致。";
            return Problem.Malformed(
                "CONTRADICTION", sentence, new FieldError(field.JsonName, "CONTRADICTION", sentence));
        }

        field.Write(message, version);
        return null;
    }

    /// <summary>The refusal of a version that is no longer the newest, where it was named by If-Match.</summary>
    public static Problem? Refused(HttpContext context, RestMethod method, RpcException exception)
    {
        if (method.Version is null || exception.StatusCode is not StatusCode.Aborted
            || !context.Request.Headers.ContainsKey(IfMatch))
            return null;

        var told = RpcProblems.From(exception);
        return told with { Status = StatusCodes.Status412PreconditionFailed };
    }

    /// <summary>Sets the ETag of an answer that shows one thing with a version.</summary>
    public static void Write(HttpContext context, RestMethod method, IMessage answer)
    {
        if (method.ShownVersion?.Read(answer) is long version and > 0)
            context.Response.Headers.ETag = Tag(version);
    }

    private static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    // Strong comparison, as RFC 9110 demands of If-Match: W/"3" is not "3".
    private static long? Version(string tag) =>
        tag is ['"', .. var inner, '"']
        && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version : null;

    private static Problem Stale() => new(
        StatusCodes.Status412PreconditionFailed,
        "ABORTED",
        "IF_MATCH",
        $"请求头 {IfMatch} 与现在的版本不符：内容已被修改，请重新读取后再改。");

    private static bool IsVersion(FieldDescriptor? field) => field?.FieldType is FieldType.Int64;
}

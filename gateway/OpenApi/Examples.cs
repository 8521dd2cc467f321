using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Region.Gateway.Rest;

namespace Region.Gateway.OpenApi;

/// <summary>
/// An example for every body, made from the descriptors: each field by its name, as <see cref="ExampleValues"/> knows
/// it. What stands in the path is left out of a request, since the path fills it.
/// </summary>
internal static class Examples
{
    // A message that holds itself would never end.
    private const int Deepest = 6;

    /// <summary>A body that can be sent as it is.</summary>
    public static JsonObject Request(RestMethod method) => Message(
        method.Descriptor.InputType,
        field => method.Path.Variables.All(variable => variable.Field != field)
            && field.Name is not ("page_token" or "version"),
        depth: 0);

    /// <summary>An answer, whole.</summary>
    public static JsonNode Answer(RestMethod method) => method.ResponseBody is { } field
        ? Value(field, depth: 0)
        : Message(method.Descriptor.OutputType, _ => true, depth: 0);

    /// <summary>The value of one field, for a parameter.</summary>
    public static JsonNode Value(FieldDescriptor field) => Value(field, depth: 0);

    /// <summary>A problem as every refusal is told.</summary>
    public static JsonObject Problem() => new()
    {
        ["type"] = "urn:region:problem:procurement.region:PACK_FRACTION",
        ["title"] = "请求不正确",
        ["status"] = 400,
        ["detail"] = "件数“2.5”不是整数。",
        ["instance"] = "/v1/regions/R01/rounds",
        ["code"] = "INVALID_ARGUMENT",
        ["reason"] = "PACK_FRACTION",
        ["domain"] = "procurement.region",
        ["errors"] = new JsonArray(new JsonObject
        {
            ["field"] = "packs",
            ["reason"] = "PACK_FRACTION",
            ["message"] = "件数“2.5”不是整数。",
        }),
        ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    // Of fields that exclude each other, the first is shown.
    private static JsonObject Message(MessageDescriptor message, Func<FieldDescriptor, bool> shown, int depth) => new(
        message.Fields.InDeclarationOrder()
            .Where(field => shown(field) && (field.RealContainingOneof is not { } one || one.Fields[0] == field))
            .Select(field => KeyValuePair.Create(field.JsonName, (JsonNode?)Whole(field, depth))));

    private static JsonNode Whole(FieldDescriptor field, int depth)
    {
        if (!field.IsRepeated)
            return Value(field, depth);

        return depth < Deepest ? new JsonArray(Value(field, depth)) : [];
    }

    private static JsonNode Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => depth < Deepest
            ? Message(field.MessageType, _ => true, depth + 1)
            : new JsonObject(),
        FieldType.Enum => field.EnumType.Values.First(value => value.Number > 0).Name,
        _ => ExampleValues.Of(field),
    };
}

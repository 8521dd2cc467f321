using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Region.Gateway.OpenApi;

/// <summary>JSON Schemas (2020-12, as OpenAPI 3.1 uses them) of the messages that the methods mention.</summary>
internal sealed class Schemas(ProtoComments comments)
{
    private readonly SortedDictionary<string, JsonNode> _known = new(StringComparer.Ordinal);

    /// <summary>All schemas met so far, for <c>components/schemas</c>.</summary>
    public JsonObject All() => new(_known.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>A reference to a message's schema, which is added with everything that it mentions.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (_known.TryAdd(message.FullName, new JsonObject()))
            _known[message.FullName] = Whole(message);
        return Reference(message.FullName);
    }

    /// <summary>The schema of one field with its comment.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        var schema = field.IsRepeated
            ? new JsonObject { ["type"] = "array", ["items"] = Single(field) }
            : Single(field);
        if (comments[field.FullName] is { Length: > 0 } comment)
            schema["description"] = comment;
        return schema;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Typed(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    private JsonObject Whole(MessageDescriptor message)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(message.Fields.InDeclarationOrder()
                .Select(field => KeyValuePair.Create(field.JsonName, (JsonNode?)Of(field)))),
            ["additionalProperties"] = false,
        };
        if (comments[message.FullName] is { Length: > 0 } comment)
            schema["description"] = comment;
        return schema;
    }

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message or FieldType.Group => Of(field.MessageType),
        FieldType.Enum => Enumerated(field.EnumType),
        FieldType.Bool => Typed("boolean"),
        FieldType.Bytes => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Typed("integer", "int32"),
        FieldType.UInt32 or FieldType.Fixed32 => Typed("integer", "uint32"),

        // proto3 JSON writes 64-bit integers as strings, because most JSON readers would round them.
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Typed("string", "int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Typed("string", "uint64"),
        FieldType.Double or FieldType.Float => Typed("number"),
        _ => Typed("string"),
    };

    private JsonObject Enumerated(EnumDescriptor type)
    {
        if (!_known.ContainsKey(type.FullName))
        {
            var lines = type.Values
                .Select(value => (value.Name, Comment: comments[$"{type.FullName}.{value.Name}"]))
                .Where(value => value.Comment.Length > 0)
                .Select(value => $"- {value.Name}: {value.Comment}")
                .Prepend(comments[type.FullName])
                .Where(line => line.Length > 0);
            _known[type.FullName] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. type.Values.Select(value => JsonValue.Create(value.Name))]),
                ["description"] = string.Join('\n', lines),
            };
        }

        return Reference(type.FullName);
    }
}

using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Region.Contracts.Access.V1;
using Region.Gateway.Rest;

namespace Region.Gateway.OpenApi;

/// <summary>The OpenAPI 3.1 document of the REST methods, made from the same descriptors that serve them.</summary>
internal sealed class OpenApiDocument
{
    private const string Problem = "#/components/schemas/Problem";

    private readonly ProtoComments _comments;
    private readonly Schemas _schemas;

    private OpenApiDocument(ProtoComments comments)
    {
        _comments = comments;
        _schemas = new Schemas(comments);
    }

    public static JsonObject Of(IReadOnlyList<RestMethod> methods)
    {
        var document = new OpenApiDocument(ProtoComments.Of(typeof(Contracts.Topics).Assembly));
        var paths = new JsonObject(methods
            .GroupBy(method => method.Path.Public, StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(path.Key, (JsonNode?)document.Item(path))));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "区域党委强村公司协同系统接口",
                ["version"] = "v1",
                ["description"] = OpenApiTexts.Introduction,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = document.Tags(methods),
            ["paths"] = paths,
            ["components"] = document.Components(),
        };
    }

    private static bool IsPublic(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AccessExtensions.Rule)?.Grants
            .Any(grant => grant.Scope is Scope.Public) is true;

    private static JsonObject Content(string type, JsonObject schema, JsonNode? example = null)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (example is not null)
            content["example"] = example;
        return new JsonObject { [type] = content };
    }

    private static JsonArray Security(MethodDescriptor method) =>
        IsPublic(method) ? [] : [new JsonObject { ["token"] = new JsonArray() }];

    private static JsonObject Parameter(string place, string name, JsonObject schema, bool required)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required };
        if (schema.Remove("description", out var description))
            parameter["description"] = description;
        parameter["schema"] = schema;
        return parameter;
    }

    // Lower case is how OpenAPI spells verbs; it is no round trip.
    private JsonObject Item(IEnumerable<RestMethod> path) => new(path.Select(method =>
        KeyValuePair.Create(Lower(method.Verb), (JsonNode?)Operation(method))));

    private static string Lower(string verb) => string.Concat(verb.Select(char.ToLowerInvariant));

    private JsonObject Operation(RestMethod method)
    {
        var comment = _comments[method.Descriptor.FullName];
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Descriptor.Service.Name}_{method.Descriptor.Name}",
            ["tags"] = new JsonArray(method.Descriptor.Service.FullName),
            ["summary"] = comment.Length > 0 ? comment.Split('\n')[0] : method.Descriptor.Name,
            ["description"] = $"{comment}\n\n{OpenApiTexts.Access(method.Descriptor)}".Trim(),
            ["parameters"] = Parameters(method),
            ["security"] = Security(method.Descriptor),
            ["responses"] = Responses(method),
        };
        if (method.HasBody)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content(
                    "application/json", _schemas.Of(method.Descriptor.InputType), Examples.Request(method)),
            };
        }

        return operation;
    }

    private JsonObject Responses(RestMethod method)
    {
        var success = new JsonObject { ["description"] = "成功", ["content"] = Answer(method) };
        if (method.ShownVersion is not null)
            success["headers"] = OpenApiTexts.EntityTag();

        var responses = new JsonObject { ["200"] = success };
        if (method.Version is not null)
            responses["412"] = Refused("请求头 If-Match 与现在的版本不符：内容已被修改，请重新读取");

        responses["default"] = Refused("问题说明（RFC 9457）");
        return responses;
    }

    private static JsonObject Refused(string description) => new()
    {
        ["description"] = description,
        ["content"] = Content(
            "application/problem+json", new JsonObject { ["$ref"] = Problem }, Examples.Problem()),
    };

    private JsonArray Parameters(RestMethod method)
    {
        var inPath = method.Path.Variables.Select(variable =>
        {
            var parameter = Parameter("path", variable.JsonName, _schemas.Of(variable.Field), required: true);
            parameter["example"] = Examples.Value(variable.Field);
            return parameter;
        });
        IEnumerable<JsonObject> others = method.HasBody
            ? [
                .. method.RequestId is null ? [] : (JsonObject[])[OpenApiTexts.IdempotencyKey()],
                .. method.Version is null ? [] : (JsonObject[])[OpenApiTexts.IfMatch()],
            ]
            : method.Descriptor.InputType.Fields.InDeclarationOrder()
                .Where(field => field.FieldType is not FieldType.Message
                    && method.Path.Variables.All(variable => variable.Field != field))
                .Select(field => Parameter("query", field.JsonName, _schemas.Of(field), required: false));
        return new JsonArray([.. inPath.Concat(others)]);
    }

    private JsonObject Answer(RestMethod method)
    {
        if (method.AnswersRaw)
            return Content("application/octet-stream", []);

        var schema = method.ResponseBody is { } field ? _schemas.Of(field) : _schemas.Of(method.Descriptor.OutputType);
        return Content(
            method.Descriptor.IsServerStreaming ? "application/x-ndjson" : "application/json",
            schema,
            Examples.Answer(method));
    }

    private JsonArray Tags(IReadOnlyList<RestMethod> methods) => new([.. methods
        .Select(method => method.Descriptor.Service)
        .DistinctBy(service => service.FullName, StringComparer.Ordinal)
        .OrderBy(service => service.FullName, StringComparer.Ordinal)
        .Select(service => new JsonObject
        {
            ["name"] = service.FullName,
            ["description"] = _comments[service.FullName],
        })]);

    private JsonObject Components()
    {
        var schemas = _schemas.All();
        schemas["Problem"] = OpenApiTexts.ProblemSchema();
        return new JsonObject
        {
            ["schemas"] = schemas,
            ["securitySchemes"] = new JsonObject
            {
                ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
            },
        };
    }
}

using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Region.Gateway.Problems;

namespace Region.Gateway.Rest;

/// <summary>
/// Compares a JSON body with the message that it should become, and names every field that does not fit. Protobuf's own
/// parser does so in English, one at a time, and rounds large JSON numbers through binary floats: those are refused.
/// </summary>
internal sealed class JsonShape
{
    // More errors than a screen holds help nobody.
    private const int MostErrors = 20;

    // The largest integer that every JSON reader keeps exact.
    private const long Exact = 9_007_199_254_740_991;

    private readonly List<FieldError> _errors = [];

    public static IReadOnlyList<FieldError> Compare(JsonElement body, MessageDescriptor message)
    {
        var shape = new JsonShape();
        shape.Object(body, message, "");
        return shape._errors;
    }

    private void Object(JsonElement json, MessageDescriptor message, string at)
    {
        var seen = new HashSet<FieldDescriptor>();
        foreach (var property in json.EnumerateObject())
        {
            if (_errors.Count >= MostErrors)
                return;

            var path = at.Length is 0 ? property.Name : $"{at}.{property.Name}";
            var field = message.Fields.InDeclarationOrder().FirstOrDefault(candidate =>
                property.NameEquals(candidate.JsonName) || property.NameEquals(candidate.Name));
            if (field is null)
                Add(path, "UNKNOWN_FIELD", $"没有名为“{Shortened(path)}”的字段。");
            else if (!seen.Add(field))
                Add(path, "DUPLICATE_FIELD", $"字段“{path}”写了两次。");
            else
                Value(property.Value, field, path);
        }
    }

    private void Value(JsonElement json, FieldDescriptor field, string path)
    {
        if (json.ValueKind is JsonValueKind.Null)
            return;

        if (field.IsMap)
        {
            // Our contracts have no maps; protobuf's parser checks one that comes later.
            return;
        }

        if (!field.IsRepeated)
        {
            Single(json, field, path);
            return;
        }

        if (json.ValueKind is not JsonValueKind.Array)
        {
            Add(path, "WRONG_TYPE", $"字段“{path}”应为列表 [ … ]。");
            return;
        }

        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            Single(item, field, $"{path}[{index++.ToString(CultureInfo.InvariantCulture)}]");
            if (_errors.Count >= MostErrors)
                return;
        }
    }

    private void Single(JsonElement json, FieldDescriptor field, string path)
    {
        if (field.FieldType is FieldType.Message && json.ValueKind is JsonValueKind.Object
            && field.MessageType.File.Package is not "google.protobuf")
        {
            Object(json, field.MessageType, path);
            return;
        }

        var fits = field.FieldType switch
        {
            FieldType.Message => field.MessageType.File.Package is "google.protobuf",
            FieldType.Bool => json.ValueKind is JsonValueKind.True or JsonValueKind.False,

            // Reading the text throws where it holds half a surrogate pair, which no message could carry.
            FieldType.String => json.ValueKind is JsonValueKind.String && json.GetString() is not null,
            FieldType.Double or FieldType.Float => json.ValueKind is JsonValueKind.Number or JsonValueKind.String,
            _ => json.ValueKind switch
            {
                JsonValueKind.String => ScalarText.Read(field, json.GetString()!) is not null,
                JsonValueKind.Number => field.FieldType is not FieldType.Bytes
                    && json.TryGetInt64(out var number) && number is >= -Exact and <= Exact
                    && ScalarText.Read(field, number.ToString(CultureInfo.InvariantCulture)) is not null,
                _ => false,
            },
        };
        if (!fits)
            Add(path, "WRONG_TYPE", $"字段“{path}”应为{ScalarText.Expected(field)}。");
    }

    private void Add(string path, string reason, string message) =>
        _errors.Add(new FieldError(Shortened(path), reason, message));

    // A name is echoed so that it can be found, but not so long that the answer grows with the attack.
    private static string Shortened(string path) => path.Length <= 100 ? path : path[..100] + "…";
}

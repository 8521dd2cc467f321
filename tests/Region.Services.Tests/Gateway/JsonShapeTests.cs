using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Gateway.Rest;
using Shouldly;

namespace Region.Services.Tests.Gateway;

public sealed class JsonShapeTests
{
    private static readonly JsonFormatter[] Spellings =
    [
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true)),
        new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true)),
        new(JsonFormatter.Settings.Default.WithFormatEnumsAsIntegers(true)),
    ];

    [Fact]
    public void Every_request_of_every_method_is_accepted_as_protobuf_itself_writes_it()
    {
        foreach (var type in RestCatalog.OfContracts.Select(method => method.Descriptor.InputType))
        {
            var message = Filled(type, depth: 0);
            foreach (var spelling in Spellings)
            {
                using var json = JsonDocument.Parse(spelling.Format(message));

                JsonShape.Compare(json.RootElement, type).ShouldBeEmpty(type.FullName);
            }
        }
    }

    [Fact]
    public void Every_field_of_every_request_refuses_an_object_or_a_text_in_its_place()
    {
        foreach (var type in RestCatalog.OfContracts.Select(method => method.Descriptor.InputType))
        {
            foreach (var field in type.Fields.InDeclarationOrder())
            {
                var wrong = field.FieldType is FieldType.Message || field.IsRepeated ? "\"text\"" : "{}";
                using var json = JsonDocument.Parse($$"""{"{{field.JsonName}}":{{wrong}}}""");

                JsonShape.Compare(json.RootElement, type).ShouldHaveSingleItem().Field.ShouldBe(field.JsonName);
            }
        }
    }

    [Fact]
    public void At_most_twenty_errors_are_listed()
    {
        var many = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"no{number}\":1"));
        using var json = JsonDocument.Parse($"{{{many}}}");

        JsonShape.Compare(json.RootElement, RestCatalog.OfContracts[0].Descriptor.InputType).Count.ShouldBe(20);
    }

    private static IMessage Filled(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !field.IsMap))
        {
            if (field.FieldType is FieldType.Message && depth > 3)
                continue;

            if (field.IsRepeated)
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Value(field, depth));
            else
                field.Accessor.SetValue(message, Value(field, depth));
        }

        return message;
    }

    private static object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => "中文 \"quoted\"",
        FieldType.Bytes => ByteString.CopyFrom(0xFF, 0xFE, 0xFD, 0xFB),
        FieldType.Bool => true,
        FieldType.Int32 => int.MinValue,
        FieldType.Int64 => long.MaxValue,
        FieldType.Enum => field.EnumType.Values[^1].Number,
        FieldType.Message => Filled(field.MessageType, depth + 1),
        _ => throw new NotSupportedException($"{field.FullName}: no request has had such a field so far."),
    };
}

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Region.Gateway.Rest;

/// <summary>Reads the text of a path or query parameter, or of a quoted JSON scalar, as a field's value.</summary>
internal static class ScalarText
{
    /// <summary>The value, or null where the text does not fit the field's type.</summary>
    public static object? Read(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Bool => text switch { "true" => true, "false" => false, _ => null },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value : null,
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value : null,
        FieldType.UInt32 or FieldType.Fixed32 =>
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
        FieldType.UInt64 or FieldType.Fixed64 =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
        FieldType.Enum => Enumerated(field.EnumType, text),
        FieldType.Bytes => Bytes(text),
        _ => null,
    };

    /// <summary>What a field accepts, in Chinese, for the sentence that refuses something else.</summary>
    public static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "文字",
        FieldType.Bool => "true 或 false",
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => "32 位整数",
        FieldType.UInt32 or FieldType.Fixed32 => "32 位非负整数",
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => "整数（绝对值超过 9007199254740991 的请加引号）",
        FieldType.UInt64 or FieldType.Fixed64 => "非负整数（超过 9007199254740991 的请加引号）",
        FieldType.Enum => string.Join("、", field.EnumType.Values.Select(value => value.Name)) + " 之一",
        FieldType.Bytes => "Base64 编码的内容",
        FieldType.Message or FieldType.Group => "对象 { … }",
        _ => "数值",
    };

    private static int? Enumerated(EnumDescriptor type, string text)
    {
        if (type.FindValueByName(text) is { } named)
            return named.Number;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && type.FindValueByNumber(number) is not null
            ? number : null;
    }

    private static ByteString? Bytes(string text)
    {
        // proto3 JSON takes the standard and the URL-safe alphabet, with or without padding.
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var padded = standard.PadRight((standard.Length + 3) / 4 * 4, '=');
        var buffer = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, buffer, out var written)
            ? UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, written)) : null;
    }
}

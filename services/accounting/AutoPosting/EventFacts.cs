using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Events;

namespace Region.Accounting.AutoPosting;

/// <summary>Reads an event into facts by its descriptor, so that a new event needs a rule and no code here.</summary>
internal static class EventFacts
{
    private const string AmountSuffix = "_fen";
    private const string CountSuffix = "_count";

    public static Facts Of(EventHeader header, IMessage message)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var amounts = new Dictionary<string, Money>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            var value = field.Accessor.GetValue(message);
            switch (field.FieldType)
            {
                case FieldType.String:
                    texts[field.Name] = (string)value;
                    break;
                case FieldType.Enum:
                    texts[field.Name] = NameOf(field.EnumType, (int)value);
                    break;
                case FieldType.Int64 when field.Name.EndsWith(AmountSuffix, StringComparison.Ordinal):
                    amounts[field.Name] = new Money((long)value);
                    break;
                case FieldType.Int32 when field.Name.EndsWith(CountSuffix, StringComparison.Ordinal):
                    counts[field.Name] = (int)value;
                    break;
                default:
                    break;
            }
        }

        return new Facts
        {
            EventId = header.Id,
            Topic = header.Topic,
            Texts = texts,
            Amounts = amounts,
            Counts = counts,
        };
    }

    // A value that this version does not know has a number and no name.
    private static string NameOf(EnumDescriptor type, int number) =>
        type.FindValueByNumber(number)?.Name
        ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

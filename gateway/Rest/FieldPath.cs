using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Region.Gateway.Rest;

/// <summary>A scalar field of a message, or of a message inside it: what a path or a query can fill.</summary>
internal sealed class FieldPath
{
    private readonly FieldDescriptor[] _steps;

    private FieldPath(FieldDescriptor[] steps) => _steps = steps;

    /// <summary>The scalar field at the end.</summary>
    public FieldDescriptor Field => _steps[^1];

    /// <summary>The path as JSON spells it, such as <c>item.packSize</c>.</summary>
    public string JsonName => string.Join('.', _steps.Select(step => step.JsonName));

    /// <summary>Finds a path by proto names or JSON names; null where it is not a scalar field.</summary>
    public static FieldPath? Resolve(MessageDescriptor message, string path)
    {
        var steps = new List<FieldDescriptor>();
        var current = message;
        foreach (var name in path.Split('.'))
        {
            var field = current?.Fields.InDeclarationOrder().FirstOrDefault(candidate =>
                string.Equals(candidate.Name, name, StringComparison.Ordinal)
                || string.Equals(candidate.JsonName, name, StringComparison.Ordinal));
            if (field is null)
                return null;

            steps.Add(field);
            current = field.FieldType is FieldType.Message && !field.IsRepeated ? field.MessageType : null;
        }

        return steps[^1].FieldType is FieldType.Message ? null : new FieldPath([.. steps]);
    }

    /// <summary>Whether both lead to the same field.</summary>
    public bool Equivalent(FieldPath other) => _steps.SequenceEqual(other._steps);

    /// <summary>The value, or null where a message on the way is absent.</summary>
    public object? Read(IMessage message)
    {
        var owner = message;
        foreach (var step in _steps[..^1])
        {
            if (step.Accessor.GetValue(owner) is not IMessage next)
                return null;
            owner = next;
        }

        return Field.Accessor.GetValue(owner);
    }

    /// <summary>Sets the value, or adds to a repeated field; makes the messages on the way.</summary>
    public void Write(IMessage message, object value)
    {
        var owner = message;
        foreach (var step in _steps[..^1])
        {
            if (step.Accessor.GetValue(owner) is not IMessage next)
            {
                next = step.MessageType.Parser.ParseFrom(ByteString.Empty);
                step.Accessor.SetValue(owner, next);
            }

            owner = next;
        }

        if (Field.IsRepeated)
            ((System.Collections.IList)Field.Accessor.GetValue(owner)).Add(value);
        else
            Field.Accessor.SetValue(owner, value);
    }

    /// <summary>Whether the field holds something else than its default.</summary>
    public bool IsSet(IMessage message) => Read(message) switch
    {
        null => false,
        string text => text.Length > 0,
        ByteString bytes => !bytes.IsEmpty,
        bool flag => flag,
        System.Collections.IList list => list.Count > 0,
        var number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture) is not 0,
    };
}

using System.Reflection;

namespace Region.Platform.Tests.Wire;

/// <summary>Writes types, parameters and values in the way of the API listings.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(byte)] = "byte",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!);

        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";

        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";

        return Keywords.TryGetValue(type, out var keyword) ? keyword : Plain(type);
    }

    /// <summary>The name with its namespace and the types that it is nested in.</summary>
    public static string Full(Type type)
    {
        // The listing names what is nested in a generated «Types» class without the message around it.
        if (type.DeclaringType is not { } outer)
            return $"{type.Namespace}.{Plain(type)}";

        return outer.Name is "Types" ? $"{type.Namespace}.Types.{Plain(type)}" : $"{Full(outer)}.{Plain(type)}";
    }

    public static string Of(ParameterInfo parameter)
    {
        var text = $"{Of(parameter.ParameterType)} {parameter.Name}";
        if (!parameter.HasDefaultValue)
            return text;

        return parameter.RawDefaultValue is { } value and not DBNull ? $"{text} = {value}" : $"{text} = default";
    }

    private static string Plain(Type type)
    {
        var own = type.GetGenericArguments()
            .Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)
            .Select(Of)
            .ToArray();
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? type.Name : type.Name[..tick];
        return own.Length is 0 ? name : $"{name}<{string.Join(", ", own)}>";
    }
}

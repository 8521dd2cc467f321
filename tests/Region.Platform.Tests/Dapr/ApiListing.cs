using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Region.Platform.Tests.Dapr;

/// <summary>Describes public types in the words of the fixture, one line for a type and one for each member.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All lines of a listing; a member's line begins with its type's.</summary>
    public static IReadOnlySet<string> Read(string path)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        var type = string.Empty;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            if (line[0] is ' ')
            {
                lines.UnionWith(Split(line.Trim()).Select(member => $"{type}: {member}"));
            }
            else
            {
                type = line.Split(" : ")[0].Split(" [")[0];
                lines.Add(type);
            }
        }

        return lines;
    }

    public static IEnumerable<string> Describe(Type type)
    {
        var head = $"{Kind(type)} {type.Namespace}.{Name(type)}";
        yield return head;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
            {
                yield return $"{head}: {name}={Convert.ToInt32(Enum.Parse(type, name), CultureInfo.InvariantCulture)}";
            }

            yield break;
        }

        var members = type.GetConstructors(Declared).Where(IsVisible).Select(Constructor)
            .Concat(type.GetMethods(Declared).Where(IsOwnMethod).Select(Method))
            .Concat(type.GetProperties(Declared).Where(IsOwnProperty).Select(Property))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic).Select(Field));
        foreach (var member in members)
        {
            yield return $"{head}: {member}";
        }
    }

    /// <summary>An enum's values stand in one line.</summary>
    private static string[] Split(string member) =>
        member.Contains('=', StringComparison.Ordinal) && !member.Contains(' ', StringComparison.Ordinal)
        || member.Contains("=0, ", StringComparison.Ordinal) ? member.Split(", ") : [member];

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOwnMethod(MethodInfo method) =>
        IsVisible(method) && !method.IsSpecialName && method.GetBaseDefinition() == method;

    private static bool IsOwnProperty(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true)
            .Any(accessor => IsVisible(accessor) && accessor.GetBaseDefinition() == accessor);

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Constructor(ConstructorInfo constructor) =>
        $"{(constructor.IsPublic ? "" : "protected ")}ctor({Parameters(constructor)})";

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
            : string.Empty;
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return string.Empty;
        }

        var access = method.IsPublic ? string.Empty : "protected ";
        var kind = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => string.Empty,
        };
        return access + kind;
    }

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod;
        var setter = property.SetMethod is { } set && IsVisible(set) ? set : null;
        var isInit = setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var accessors = (getter is null ? "" : "get; ") + (setter is null ? "" : isInit ? "init; " : "set; ");
        return $"{Modifiers((getter ?? setter)!)}{Name(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"
        : $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((parameter, position) =>
            (isExtension && position == 0 ? "this " : "")
            + $"{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")));
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => "default",
        var value when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, value).ToString()!,
        var value => value.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (type.IsGenericType)
        {
            return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        }

        return type.Name switch
        {
            "String" => "string",
            "Int32" => "int",
            "Boolean" => "bool",
            "Object" => "object",
            "Byte" => "byte",
            "Void" => "void",
            var name => name,
        };
    }
}

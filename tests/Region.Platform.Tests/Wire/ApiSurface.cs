using System.Reflection;

namespace Region.Platform.Tests.Wire;

/// <summary>Lists the public surface of an assembly as lines «type: member», in the form of the API listings.</summary>
internal static class ApiSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        from line in Members(type).Prepend(Header(type))
        select $"{ApiNames.Full(type)}: {line}";

    /// <summary>Reads a listing into lines of the same form.</summary>
    public static IEnumerable<string> Read(string listing)
    {
        var type = "";
        foreach (var line in listing.Split('\n'))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                yield return $"{type}: {line.Trim()}";
            }
            else if (line.Length > 0 && !line.StartsWith('='))
            {
                type = NameIn(line);
                yield return $"{type}: {line}";
            }
        }
    }

    private static string NameIn(string header)
    {
        var start = header.IndexOf('.', StringComparison.Ordinal);
        start = header.LastIndexOf(' ', start) + 1;
        var depth = 0;
        for (var end = start; end < header.Length; end++)
        {
            depth += header[end] is '<' ? 1 : header[end] is '>' ? -1 : 0;
            if (depth is 0 && header[end] is ' ')
                return header[start..end];
        }

        return header[start..];
    }

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        var header = $"{kind} {ApiNames.Full(type)}";
        if (kind is "enum" or "delegate")
            return header;

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            header += $" : {ApiNames.Of(parent)}";

        var interfaces = type.GetInterfaces();
        return interfaces.Length is 0 ? header : $"{header} [{string.Join(", ", interfaces.Select(ApiNames.Of))}]";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return [string.Join(", ", Enum.GetValues(type).Cast<object>().Select(
                value => $"{value}={Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)}"))];
        }

        if (typeof(Delegate).IsAssignableFrom(type))
            return [Method(type.GetMethod("Invoke")!, type, ofDelegate: true)];

        return type.GetConstructors(Declared).Where(IsSeen).Where(one => !one.IsStatic).Select(Constructor)
            .Concat(type.GetProperties(Declared)
                .Where(property => property.GetAccessors(true).Any(IsSeen)).Select(Property))
            .Concat(type.GetFields(Declared).Where(IsSeen).Select(Field))
            .Concat(type.GetMethods(Declared)
                .Where(IsListed).Select(method => Method(method, type, ofDelegate: false)));
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    /// <summary>Overrides are not listed, but for ToString: what they override is.</summary>
    private static bool IsListed(MethodInfo method) => IsSeen(method) && !method.IsSpecialName &&
        (method.Name is "ToString" || method.GetBaseDefinition().DeclaringType == method.DeclaringType);

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)}ctor({Parameters(constructor)})";

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod;
        var accessor = getter ?? property.SetMethod!;
        var accessors = (getter is not null && IsSeen(getter) ? "get; " : "") +
            (property.SetMethod is { } setter && IsSeen(setter) ? "set; " : "");
        return $"{Modifiers(accessor)}{ApiNames.Of(property.PropertyType)} {property.Name} {{ {accessors}}}";
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {ApiNames.Of(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"
        : $"static {ApiNames.Of(field.FieldType)} {field.Name}";

    private static string Method(MethodInfo method, Type type, bool ofDelegate)
    {
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiNames.Of))}>"
            : "";
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false)
            ? "this "
            : "";
        var modifiers = ofDelegate || type.IsInterface ? "" : Modifiers(method);
        return $"{modifiers}{ApiNames.Of(method.ReturnType)} {method.Name}{generic}({extension}{Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
            return "";

        var kind = method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method is { IsVirtual: true, IsFinal: false } ? "virtual "
            : "";
        return Access(method) + kind;
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(ApiNames.Of));
}

using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Region.Contracts.Access.V1;

namespace Region.Platform.Access;

/// <summary>The access rules of all methods, read once from the proto descriptors.</summary>
public sealed class AccessRules
{
    private readonly FrozenDictionary<string, MethodAccess> _methods;

    private AccessRules(IEnumerable<KeyValuePair<string, MethodAccess>> methods) =>
        _methods = methods.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The rules of these files. Health and reflection, which gRPC itself defines without rules, are open to all; any
    /// other method without a rule, or with one that makes no sense, is closed to all.
    /// </summary>
    public static AccessRules Of(IEnumerable<FileDescriptor> files) => new(
        from file in files
        from service in file.Services
        from method in service.Methods
        let access = MethodAccess.Of(method)
        where access is not null
        select KeyValuePair.Create($"/{service.FullName}/{method.Name}", access));

    /// <summary>The rules of every proto that an assembly was generated from.</summary>
    public static AccessRules Of(Assembly contracts)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        return Of(
            from type in contracts.GetExportedTypes()
            where type.IsAbstract && type.IsSealed && type.Name.EndsWith("Reflection", StringComparison.Ordinal)
            let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
            where property?.PropertyType == typeof(FileDescriptor)
            select (FileDescriptor)property.GetValue(null)!);
    }

    /// <summary>
    /// The rule of a method by its path, such as <c>/region.villages.v1.RegisterService/GetRegion</c>.
    /// </summary>
    internal MethodAccess? Find(string path) =>
        IsOpenByNature(path) ? MethodAccess.Open : _methods.GetValueOrDefault(path);

    private static bool IsOpenByNature(string path) =>
        path.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || path.StartsWith("/grpc.reflection.v1", StringComparison.Ordinal);
}

/// <summary>The rule of one method in the form that calls are checked by.</summary>
internal sealed class MethodAccess
{
    public static readonly MethodAccess Open = new([], [], unit: null, isPublic: true);

    private readonly IReadOnlyDictionary<Role, IReadOnlyList<Scope>> _scopes;
    private readonly IFieldAccessor? _unit;

    private MethodAccess(
        Dictionary<Role, IReadOnlyList<Scope>> scopes, IReadOnlyList<Role> roles, IFieldAccessor? unit, bool isPublic)
    {
        _scopes = scopes;
        _unit = unit;
        Roles = roles;
        IsPublic = isPublic;
    }

    /// <summary>Whether the method needs no token.</summary>
    public bool IsPublic { get; }

    /// <summary>The roles that may call, in the order of the contract.</summary>
    public IReadOnlyList<Role> Roles { get; }

    /// <summary>How far a role reaches with this method; null where the role is in no grant.</summary>
    public IReadOnlyList<Scope>? ScopesOf(Role role) => _scopes.GetValueOrDefault(role);

    /// <summary>The unit that a request names.</summary>
    public string UnitOf(object request) => _unit is not null && request is IMessage message
        ? (string)_unit.GetValue(message)
        : "";

    /// <summary>Null where the method has no rule, or one that nobody can have meant.</summary>
    public static MethodAccess? Of(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AccessExtensions.Rule);
        if (rule is null || rule.Grants.Count == 0 || rule.Grants.Any(IsSenseless))
            return null;

        var field = rule.UnitField.Length > 0 ? method.InputType.FindFieldByName(rule.UnitField) : null;
        var isText = field is { FieldType: FieldType.String, IsRepeated: false };
        if ((rule.UnitField.Length > 0 || rule.Grants.Any(grant => ComparesUnit(grant.Scope))) && !isText)
            return null;

        var pairs = rule.Grants.SelectMany(grant => grant.Roles.Select(role => (Role: role, grant.Scope))).ToList();
        var scopes = pairs.GroupBy(pair => pair.Role).ToDictionary(
            group => group.Key, group => (IReadOnlyList<Scope>)[.. group.Select(pair => pair.Scope).Distinct()]);
        return new MethodAccess(
            scopes,
            [.. pairs.Select(pair => pair.Role).Distinct()],
            field?.Accessor,
            rule.Grants.Any(grant => grant.Scope == Scope.Public));
    }

    /// <summary>A public grant names no roles, any other names some, and services reach as services.</summary>
    private static bool IsSenseless(Grant grant) =>
        grant.Scope == Scope.Unspecified
        || grant.Roles.Contains(Role.Unspecified)
        || (grant.Scope == Scope.Public) != (grant.Roles.Count == 0);

    private static bool ComparesUnit(Scope scope) =>
        scope is Scope.OwnBook or Scope.OwnVillage or Scope.OwnCompany or Scope.OwnRegion or Scope.RoundMember;
}

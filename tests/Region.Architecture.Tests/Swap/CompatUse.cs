using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Region.Architecture.Tests.Swap;

/// <summary>What an assembly uses of the stand-ins, read from its metadata.</summary>
internal sealed class CompatUse : IDisposable
{
    private const string StandIns = "Region.Compat.";
    private static readonly TypeNames Names = new();

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public CompatUse(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
    }

    /// <summary>The types of the stand-ins that are named.</summary>
    public IEnumerable<string> Types => _reader.TypeReferences
        .Where(handle => IsOfStandIn(handle))
        .Select(handle => TypeNames.Of(_reader, handle));

    /// <summary>The members of the stand-ins that are called or read.</summary>
    public IEnumerable<(string Type, string Member)> Members =>
        from handle in _reader.MemberReferences
        let member = _reader.GetMemberReference(handle)
        where member.Parent.Kind is HandleKind.TypeReference or HandleKind.TypeSpecification
        let type = DefinitionOf(member.Parent)
        where !type.IsNil && IsOfStandIn(type)
        select (TypeNames.Of(_reader, type), Describe(member));

    /// <summary>
    /// The classes that derive from types of the stand-ins or implement them, with the methods that they have.
    /// </summary>
    public IEnumerable<(string Class, string Base, HashSet<string> Methods)> Implementations =>
        from handle in _reader.TypeDefinitions
        let type = _reader.GetTypeDefinition(handle)
        where !type.Attributes.HasFlag(TypeAttributes.Abstract)
        from parent in type.GetInterfaceImplementations()
            .Select(implementation => _reader.GetInterfaceImplementation(implementation).Interface)
            .Append(type.BaseType)
        where parent.Kind is HandleKind.TypeReference or HandleKind.TypeSpecification
        let definition = DefinitionOf(parent)
        where !definition.IsNil && IsOfStandIn(definition)
        select (_reader.GetString(type.Name), TypeNames.Of(_reader, definition), MethodsOf(type));

    public void Dispose() => _file.Dispose();

    private HashSet<string> MethodsOf(TypeDefinition type) => type.GetMethods()
        .Select(handle => _reader.GetMethodDefinition(handle))
        .Select(method =>
        {
            var name = _reader.GetString(method.Name);
            var parameters = method.DecodeSignature(Names, genericContext: null).ParameterTypes.Length;
            return $"{name[(name.LastIndexOf('.') + 1)..]}/{parameters}";
        })
        .ToHashSet(StringComparer.Ordinal);

    private string Describe(MemberReference member) => member.GetKind() is MemberReferenceKind.Field
        ? _reader.GetString(member.Name)
        : $"{_reader.GetString(member.Name)}/"
            + $"{member.DecodeMethodSignature(Names, genericContext: null).ParameterTypes.Length}";

    /// <summary>The named type behind a type of a signature; nil for arrays and type parameters.</summary>
    private TypeReferenceHandle DefinitionOf(EntityHandle handle) => handle.Kind is HandleKind.TypeReference
        ? (TypeReferenceHandle)handle
        : _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Names, genericContext: null);

    private bool IsOfStandIn(TypeReferenceHandle handle)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfStandIn((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader
                .GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
                .StartsWith(StandIns, StringComparison.Ordinal),
            _ => false,
        };
    }
}

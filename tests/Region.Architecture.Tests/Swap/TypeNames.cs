using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Region.Architecture.Tests.Swap;

/// <summary>Reduces the types of signatures to the references behind them, named as in the listings.</summary>
internal sealed class TypeNames : ISignatureTypeProvider<TypeReferenceHandle, object?>
{
    public static string Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind is not HandleKind.TypeReference)
            return $"{reader.GetString(type.Namespace)}.{name}";

        // The listing names what is nested in a generated «Types» class without the message around it.
        var outer = Of(reader, (TypeReferenceHandle)type.ResolutionScope);
        return outer.EndsWith(".Types", StringComparison.Ordinal)
            ? $"{outer[..outer.LastIndexOf('.', outer.Length - ".Types".Length - 1)]}.Types.{name}"
            : $"{outer}.{name}";
    }

    public TypeReferenceHandle GetTypeFromReference(
        MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => handle;

    public TypeReferenceHandle GetGenericInstantiation(
        TypeReferenceHandle genericType, ImmutableArray<TypeReferenceHandle> typeArguments) => genericType;

    public TypeReferenceHandle GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeReferenceHandle GetModifiedType(
        TypeReferenceHandle modifier, TypeReferenceHandle unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeReferenceHandle GetTypeFromDefinition(
        MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => default;

    public TypeReferenceHandle GetArrayType(TypeReferenceHandle elementType, ArrayShape shape) => default;

    public TypeReferenceHandle GetByReferenceType(TypeReferenceHandle elementType) => default;

    public TypeReferenceHandle GetFunctionPointerType(MethodSignature<TypeReferenceHandle> signature) => default;

    public TypeReferenceHandle GetGenericMethodParameter(object? genericContext, int index) => default;

    public TypeReferenceHandle GetGenericTypeParameter(object? genericContext, int index) => default;

    public TypeReferenceHandle GetPinnedType(TypeReferenceHandle elementType) => default;

    public TypeReferenceHandle GetPointerType(TypeReferenceHandle elementType) => default;

    public TypeReferenceHandle GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public TypeReferenceHandle GetSZArrayType(TypeReferenceHandle elementType) => default;
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Grpc.Reflection;

/// <summary>Finds the descriptors of the services that are mapped to endpoints.</summary>
internal static class MappedServices
{
    public static IEnumerable<ServiceDescriptor> Find(EndpointDataSource endpoints) => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
        .OfType<Type>()
        .Distinct()
        .Select(DescriptorOf)
        .OfType<ServiceDescriptor>();

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Generated services keep their descriptors.")]
    private static ServiceDescriptor? DescriptorOf(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return (ServiceDescriptor?)attribute.BindType
                    .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
            }
        }

        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Finds the generated binder of a service type.</summary>
internal static class BindMethodFinder
{
    public static Action<ServiceBinderBase> Find(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
                continue;

            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static,
                [typeof(ServiceBinderBase), type]);
            if (bind is not null)
                return binder => bind.Invoke(null, [binder, null]);
        }

        throw new InvalidOperationException(
            $"Could not find bind method for {serviceType}. A gRPC service inherits from its generated base.");
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Net.ClientFactory;

/// <summary>Remembers which client type took which name, so that two types cannot share one.</summary>
internal sealed class ClientRegistrations
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    public static ClientRegistrations Of(IServiceCollection services)
    {
        foreach (var service in services)
        {
            if (service.ImplementationInstance is ClientRegistrations found && !service.IsKeyedService)
                return found;
        }

        var created = new ClientRegistrations();
        services.AddSingleton(created);
        return created;
    }

    public void Reserve(string name, Type type)
    {
        if (_types.TryAdd(name, type) || _types[name] == type)
            return;

        throw new InvalidOperationException(
            $"The gRPC client factory already has a registered client with the name '{name}', bound to the type " +
            $"'{_types[name].FullName}'. Client names are computed based on the type name without considering the " +
            "namespace. Use an overload of AddGrpcClient that accepts a string and provide a unique name to resolve " +
            "the conflict.");
    }

    public Type? Find(string name) => _types.GetValueOrDefault(name);
}

using System.Collections;
using System.Collections.ObjectModel;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The services whose health is told, with the checks that decide on it. One mapping for each name.</summary>
public sealed class ServiceMappingCollection : ICollection<ServiceMapping>
{
    private readonly ByName _mappings = [];

    /// <inheritdoc/>
    public int Count => _mappings.Count;

    bool ICollection<ServiceMapping>.IsReadOnly => false;

    /// <inheritdoc/>
    public void Clear() => _mappings.Clear();

    /// <summary>Removes the mapping of a service.</summary>
    public void Remove(string name) => _mappings.Remove(name);

    /// <inheritdoc/>
    public void Add(ServiceMapping service) => _mappings.Add(service);

    /// <summary>Maps the checks that the predicate accepts to a service, in place of an older mapping.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        _mappings.Remove(name);
        _mappings.Add(new ServiceMapping(name, predicate));
    }

    /// <inheritdoc/>
    public IEnumerator<ServiceMapping> GetEnumerator() => _mappings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _mappings.GetEnumerator();

    bool ICollection<ServiceMapping>.Contains(ServiceMapping item) => _mappings.Contains(item);

    void ICollection<ServiceMapping>.CopyTo(ServiceMapping[] array, int arrayIndex) =>
        _mappings.CopyTo(array, arrayIndex);

    bool ICollection<ServiceMapping>.Remove(ServiceMapping item) => _mappings.Remove(item);

    private sealed class ByName() : KeyedCollection<string, ServiceMapping>(StringComparer.Ordinal)
    {
        protected override string GetKeyForItem(ServiceMapping item) => item.Name;
    }
}

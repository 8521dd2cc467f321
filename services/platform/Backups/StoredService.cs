using System.Globalization;
using System.Reflection;
using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>A service whose stores belong into a backup.</summary>
/// <param name="Name">Names its database, as in <see cref="StorageHosting.AddDatabase"/>.</param>
/// <param name="Assembly">Holds its schema.</param>
public sealed record StoredService(string Name, Assembly Assembly)
{
    /// <summary>The folder of its compartments' schema; empty where it has no compartments.</summary>
    public string CompartmentSchema { get; init; } = "";

    /// <summary>Reads from its own database which compartments exist.</summary>
    public Func<Session, CancellationToken, Task<IReadOnlyList<string>>>? CompartmentNames { get; init; }

    /// <summary>
    /// Those of a store's schema steps that this program does not know: a newer one wrote the store.
    /// </summary>
    public IReadOnlyList<string> UnknownSteps(string store, IEnumerable<string> steps)
    {
        // The queue keeps a number only, the services' stores also a hash of each step.
        var known = Known(store).SelectMany(step => (string[])[Named(step), $"{Named(step)}/{step.Hash}"]);
        return [.. steps.Except(known, StringComparer.Ordinal)];
    }

    /// <summary>Whether the store has all schema steps of this program.</summary>
    public bool IsCurrent(string store, IReadOnlyList<string> steps) =>
        Applied(store, steps).Count == Known(store).Count;

    internal static string StepName(string set, long number) => string.Create(
        CultureInfo.InvariantCulture, $"{set}/{number:0000}");

    /// <summary>The name under which a compartment stands in a backup.</summary>
    internal static string CompartmentStore(string name) => $"{StoreFactory.CompartmentFolder}/{name}";

    internal static bool IsCompartment(string store) => store.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether a store of this name is one of this service's.</summary>
    internal bool Holds(string store) => IsCompartment(store)
        ? CompartmentNames is not null
        : string.Equals(store, Name, StringComparison.Ordinal);

    /// <summary>The steps that a store had, in order.</summary>
    internal IReadOnlyList<Migration> Applied(string store, IReadOnlyList<string> steps) =>
        [.. Known(store).Where(step => steps.Contains($"{Named(step)}/{step.Hash}", StringComparer.Ordinal))];

    private static string Named(Migration step) => StepName(step.Set, step.Number);

    private IReadOnlyList<Migration> Known(string store) => IsCompartment(store)
        ? [.. Migration.Platform, .. Migration.Embedded(Assembly, CompartmentSchema, CompartmentSchema)]
        : [.. Migration.Platform, .. Migration.Embedded(Assembly, "Schema", Name)];
}

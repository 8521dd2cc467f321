using Region.Platform.Storage;

namespace Region.Platform.Backups;

/// <summary>
/// One store as it was at the moment of a cut, while its services go on writing. Releasing it lets its log be folded.
/// </summary>
public abstract class PinnedStore : IAsyncDisposable
{
    private protected PinnedStore(string name) => Name = name;

    /// <summary>Such as <c>procurement</c> or <c>books/V0101</c>.</summary>
    public string Name { get; }

    /// <summary>For a compartment its own name, such as <c>V0101</c>; otherwise null.</summary>
    public string? Compartment => StoredService.IsCompartment(Name) ? Name[(Name.IndexOf('/') + 1)..] : null;

    /// <summary>Reads from the moment of the cut.</summary>
    public abstract Task<T> ReadAsync<T>(
        Func<ReadSession, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken);

    /// <summary>How far the store had come.</summary>
    public abstract Task<StorePosition> PositionAsync(CancellationToken cancellationToken);

    /// <summary>Writes the whole store as it was.</summary>
    /// <param name="destination">Gets a SQLite file, or COPY statements that psql reads.</param>
    /// <param name="scratch">An existing folder with room for the store.</param>
    /// <param name="cancellationToken">Ends it; the destination is then worthless.</param>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    public abstract Task CopyAsync(Stream destination, string scratch, CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

using System.Text.Json;
using Region.Accounting.Exports;
using Region.Platform.Backups;

namespace Region.AppHost.Backups;

/// <summary>Reads how far a store had come, and compares.</summary>
internal static class Positions
{
    /// <summary>The store's rows and events, and for a book its seal.</summary>
    internal static async Task<(StorePosition Position, BookSeal? Book)> ReadAsync(
        PinnedStore store,
        CancellationToken cancellationToken) =>
        (await store.PositionAsync(cancellationToken),
            store.Compartment is null ? null : await store.ReadAsync(BookSeals.ReadAsync, cancellationToken));

    /// <summary>Everything in which the restored stores differ from what the manifest says, in Chinese.</summary>
    internal static async Task<IReadOnlyList<string>> DifferencesAsync(
        Manifest manifest,
        Cut restored,
        Action progress,
        CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        var there = restored.Stores.ToDictionary(store => store.Name, StringComparer.Ordinal);
        foreach (var archived in manifest.Stores)
        {
            if (!there.Remove(archived.Name, out var store))
            {
                wrong.Add($"{archived.Name}：没有登记");
                continue;
            }

            var (position, book) = await ReadAsync(store, cancellationToken);
            if (!Equal(position, archived.Position))
                wrong.Add($"{archived.Name}：行数或事件位置与备份清单不符");

            if (book != archived.Book)
                wrong.Add($"{archived.Name}：凭证链头或科目余额与备份清单不符");

            if (store.Compartment is { } code)
            {
                wrong.AddRange(await store.ReadAsync(
                    (session, cancelled) => BookSeals.AuditAsync(code, session, cancelled), cancellationToken));
            }

            progress();
        }

        wrong.AddRange(there.Keys.Select(name => $"{name}：备份清单里没有"));
        return wrong;
    }

    private static bool Equal(StorePosition left, StorePosition right) => string.Equals(
        JsonSerializer.Serialize(left, Manifest.Json),
        JsonSerializer.Serialize(right, Manifest.Json),
        StringComparison.Ordinal);
}

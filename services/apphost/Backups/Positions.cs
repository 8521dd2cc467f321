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
        CancellationToken cancellationToken)
    {
        var position = await store.PositionAsync(cancellationToken);
        if (store.Compartment is null)
            return (position, null);

        if (!InstalledStores.IsCurrent(store.Name, position.Steps))
            throw new InvalidOperationException($"{store.Name} 还没有升级到本程序的版本，请先启动一次系统再备份。");

        return (position, await store.ReadAsync(BookSeals.ReadAsync, cancellationToken));
    }

    /// <summary>Every restored store whose rows or events differ from what the manifest says, in Chinese.</summary>
    internal static async Task<IReadOnlyList<string>> DifferencesAsync(
        Manifest manifest,
        Cut restored,
        CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        var there = restored.Stores.ToDictionary(store => store.Name, StringComparer.Ordinal);
        foreach (var archived in manifest.Stores)
        {
            if (!there.Remove(archived.Name, out var store))
                wrong.Add($"{archived.Name}：没有登记");
            else if (!Equal(await store.PositionAsync(cancellationToken), archived.Position))
                wrong.Add($"{archived.Name}：行数或事件位置与备份清单不符");
        }

        wrong.AddRange(there.Keys.Select(name => $"{name}：备份清单里没有"));
        return wrong;
    }

    /// <summary>
    /// Every restored book whose chain or balances differ from what the manifest says, or that does not add up. A book
    /// of an older program is brought to the newest schema on the way, which changes neither.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> DifferencesAsync(
        Manifest manifest,
        BookReading restored,
        Action progress,
        CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        foreach (var archived in manifest.Stores)
        {
            if (archived.Book is { } sealedBook)
            {
                var code = archived.Name[(archived.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
                var (seal, violations) = await restored.AuditAsync(code, cancellationToken);
                wrong.AddRange(violations);
                if (seal != sealedBook)
                    wrong.Add($"{archived.Name}：凭证链头或科目余额与备份清单不符");
            }

            progress();
        }

        return wrong;
    }

    private static bool Equal(StorePosition left, StorePosition right) => string.Equals(
        JsonSerializer.Serialize(left, Manifest.Json),
        JsonSerializer.Serialize(right, Manifest.Json),
        StringComparison.Ordinal);
}

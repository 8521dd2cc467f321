using System.Text.Json;
using Region.Accounting.Exports;
using Region.Platform.Backups;

namespace Region.AppHost.Backups;

/// <summary>What an archive says about itself: which stores it holds, and how far each had come.</summary>
internal sealed record Manifest
{
    /// <summary>The newest layout of archives that this program reads and writes.</summary>
    internal const int NewestFormat = 1;

    internal const string Sqlite = "sqlite";
    internal const string Postgres = "postgres";

    /// <summary>The layout of the archive.</summary>
    public required int Format { get; init; }

    /// <summary>Where the services' stores lay: <see cref="Sqlite"/> or <see cref="Postgres"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Everything that was answered before this moment is in the archive.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    public required IReadOnlyList<ArchivedStore> Stores { get; init; }

    /// <summary>When the newest record of all stores was written.</summary>
    internal DateTimeOffset NewestAt => DateTimeOffset.FromUnixTimeMilliseconds(
        Stores.Select(store => store.Position.NewestAt).DefaultIfEmpty().Max());

    internal int Books => Stores.Count(store => store.Book is not null);

    internal long Vouchers => Stores.Sum(store => store.Book?.Vouchers ?? 0);

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>One store of an archive.</summary>
internal sealed record ArchivedStore
{
    /// <summary>Such as <c>procurement</c> or <c>books/V0101</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its size before compression.</summary>
    public required long Bytes { get; init; }

    /// <summary>Of its content, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its rows and its place in the stream of events.</summary>
    public required StorePosition Position { get; init; }

    /// <summary>For a book its chain's head and its balances.</summary>
    public BookSeal? Book { get; init; }

    internal string Entry => $"stores/{Name}";
}

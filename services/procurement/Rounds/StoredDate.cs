using Region.Kernel;

namespace Region.Procurement.Rounds;

/// <summary>Business dates as the tables keep them.</summary>
internal static class StoredDate
{
    internal static DateOnly Read(string stored) => BusinessDate.TryRead(stored, out var date)
        ? date
        : throw new InvalidOperationException($"«{stored}» is stored as a date.");

    internal static DateOnly? ReadOrNone(string? stored) => stored is null ? null : Read(stored);

    internal static string? WriteOrNone(DateOnly? date) => date is { } day ? BusinessDate.Write(day) : null;

    /// <summary>On the wire a date that is not there is an empty text.</summary>
    internal static string ToWire(DateOnly? date) => WriteOrNone(date) ?? "";
}

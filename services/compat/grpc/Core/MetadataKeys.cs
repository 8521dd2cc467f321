using System.Buffers;

namespace Grpc.Core;

/// <summary>What the protocol allows as a metadata key.</summary>
internal static class MetadataKeys
{
    private static readonly SearchValues<char> Legal =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz_-.");

    public static bool IsBinary(string key) =>
        key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);

    public static string Normalize(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var lower = key.ToLowerInvariant();
        if (lower.Length is 0 || lower.AsSpan().ContainsAnyExcept(Legal))
        {
            throw new ArgumentException(
                "Metadata entry key not valid. " +
                "Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.",
                nameof(key));
        }

        return lower;
    }
}

using System.Text;
using Google.Protobuf;
using Region.Testing;

namespace Region.Services.Tests.Isolation;

/// <summary>The sample's tables, cut to some regions.</summary>
internal static class SampleFiles
{
    /// <summary>The header, and the rows whose unit or book lies in one of the regions.</summary>
    internal static ByteString Table(string file, params string[] regions)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, file));
        var rows = lines.Skip(1).Where(line => line.Split(',').Any(cell => regions.Any(region =>
            cell == region || cell == $"C{region[1..]}"
            || (cell.Length is 5 && cell.StartsWith($"V{region[1..]}", StringComparison.Ordinal)))));
        return ByteString.CopyFrom(Encoding.UTF8.GetBytes(string.Join('\n', [lines[0], .. rows])));
    }
}

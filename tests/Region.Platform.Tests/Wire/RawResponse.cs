namespace Region.Platform.Tests.Wire;

/// <summary>Everything that came back on one stream.</summary>
internal sealed class RawResponse
{
    public List<RawHeader> Headers { get; set; } = [];

    public List<RawHeader>? Trailers { get; set; }

    public MemoryStream Body { get; } = new();

    /// <summary>Whether the headers were all of the response.</summary>
    public bool TrailersOnly { get; set; }

    public uint ResetCode { get; set; }

    public string DataAsHex => Convert.ToHexStringLower(Body.ToArray());

    public string? Find(string name)
    {
        foreach (var header in Trailers is null ? Headers : Headers.Concat(Trailers))
        {
            if (string.Equals(header.Name, name, StringComparison.Ordinal))
                return header.Value;
        }

        return null;
    }
}

namespace Region.Platform.Tests.Wire;

/// <summary>One request to a server, with what differs from a plain call of EmptyCall.</summary>
internal sealed record Probe(byte[]? Body = null)
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/grpc.testing.TestService/EmptyCall";

    public string? ContentType { get; init; } = "application/grpc";

    public string? Te { get; init; } = "trailers";

    public IReadOnlyList<RawHeader> Extra { get; init; } = [];

    /// <summary>Whether the request stays open, so that the server has to end the call.</summary>
    public bool KeptOpen { get; init; }

    public async Task<RawResponse> SendAsync(int port, CancellationToken cancellationToken)
    {
        await using var client = await RawHttp2Client.ConnectAsync(port, cancellationToken);
        return await SendAsync(client, cancellationToken);
    }

    public async Task<RawResponse> SendAsync(RawHttp2Client client, CancellationToken cancellationToken)
    {
        var id = await client.RequestAsync(Headers(), Body, end: !KeptOpen, cancellationToken);
        return await client.ReadAsync(id, untilReset: KeptOpen, cancellationToken);
    }

    private IEnumerable<RawHeader> Headers()
    {
        yield return new RawHeader(":method", Method);
        yield return new RawHeader(":scheme", "http");
        yield return new RawHeader(":authority", "localhost");
        yield return new RawHeader(":path", Path);
        if (Te is not null)
            yield return new RawHeader("te", Te);

        if (ContentType is not null)
            yield return new RawHeader("content-type", ContentType);

        foreach (var header in Extra)
            yield return header;
    }
}

using Grpc.Core;

namespace Region.Platform.Tests.Access;

/// <summary>A call as the server sees it, without a network.</summary>
internal sealed class FakeCall(string method, string? token = null, CancellationToken cancellationToken = default)
    : ServerCallContext
{
    public DateTime Ends { get; init; } = DateTime.MaxValue;

    protected override string MethodCore => method;

    protected override string HostCore => "localhost";

    protected override string PeerCore => "ipv4:127.0.0.1:1";

    protected override DateTime DeadlineCore => Ends;

    protected override Metadata RequestHeadersCore { get; } =
        token is null ? [] : new Metadata { { "authorization", token } };

    protected override CancellationToken CancellationTokenCore => cancellationToken;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}

/// <summary>Messages that stream in.</summary>
internal sealed class FakeReader<T>(params T[] messages) : IAsyncStreamReader<T>
{
    private int _at = -1;

    public T Current => messages[_at];

    public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(++_at < messages.Length);
}

/// <summary>Messages that stream out.</summary>
internal sealed class FakeWriter<T> : IServerStreamWriter<T>
{
    public List<T> Written { get; } = [];

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message)
    {
        Written.Add(message);
        return Task.CompletedTask;
    }
}

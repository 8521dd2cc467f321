namespace Grpc.Core;

/// <summary>What a caller may set for one call.</summary>
public readonly struct CallOptions
{
    /// <summary>Creates options; the deadline must be in UTC.</summary>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
    }

    /// <summary>Metadata to send.</summary>
    public Metadata? Headers { get; private init; }

    /// <summary>When the call must have ended, in UTC.</summary>
    public DateTime? Deadline { get; private init; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private init; }

    /// <summary>How requests are written.</summary>
    public WriteOptions? WriteOptions { get; private init; }

    /// <summary>Deadline and cancellation of the server call that makes this call.</summary>
    public ContextPropagationToken? PropagationToken { get; private init; }

    /// <summary>Adds metadata that proves who calls.</summary>
    public CallCredentials? Credentials { get; private init; }

    /// <summary>Whether the call waits until the server can be reached instead of failing at once.</summary>
    public bool IsWaitForReady { get; private init; }

    /// <summary>The same options with other metadata.</summary>
    public CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same options with another deadline, in UTC.</summary>
    public CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same options with another token.</summary>
    public CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>The same options with other write options.</summary>
    public CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>The same options with another propagation token.</summary>
    public CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { PropagationToken = propagationToken };

    /// <summary>The same options with other credentials.</summary>
    public CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    /// <summary>The same options that wait, or do not wait, for the server.</summary>
    public CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}

namespace Grpc.Core;

/// <summary>A stream of messages to read.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Reads the next message; false at the end. One read at a time.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

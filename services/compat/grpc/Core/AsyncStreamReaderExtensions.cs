using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>
/// Reads streams with less ceremony. Officially two classes of this name exist: MoveNext lives in Grpc.Core.Api,
/// ReadAllAsync in Grpc.Net.Common. One assembly cannot hold both, so here they share one.
/// </summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Reads the next message; false at the end.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }

    /// <summary>Reads the stream to its end.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return ReadAllCore(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadAllCore<T>(
        IAsyncStreamReader<T> streamReader,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken))
            yield return streamReader.Current;
    }
}

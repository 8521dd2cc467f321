namespace Grpc.Core;

/// <summary>The requests of a streaming call.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no further request follows.</summary>
    Task CompleteAsync();
}

namespace Grpc.AspNetCore.Server;

/// <summary>An object that a call uses, and whether the call has to dispose it.</summary>
internal readonly record struct Activated<T>(T Instance, bool Created)
{
    public ValueTask ReleaseAsync()
    {
        if (!Created)
            return ValueTask.CompletedTask;

        if (Instance is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();

        (Instance as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}

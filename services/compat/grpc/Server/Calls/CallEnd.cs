namespace Grpc.AspNetCore.Server;

/// <summary>
/// Decides who ends a call that has a deadline: its handler or the timer. Whoever comes first does all of it; the
/// other waits until it is done and then does nothing.
/// </summary>
internal sealed class CallEnd : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _ended;

    public bool HasEnded => Volatile.Read(ref _ended);

    /// <returns>Whether this side ended the call.</returns>
    public async ValueTask<bool> EndOnceAsync(Func<ValueTask> end)
    {
        // Not cancellable: both sides hold the turn only for as long as it takes to send trailers.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (_ended)
                return false;

            Volatile.Write(ref _ended, true);
            await end();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

using System.Threading.Channels;
using Region.Platform.Storage;

namespace Region.Platform.Events;

/// <summary>
/// Which databases have something to publish. A database stands in the queue at most once, and only one worker has it
/// at a time; what is announced while it is being worked on queues it again.
/// </summary>
internal sealed class OutboxSignals
{
    private readonly Channel<Database> _queue = Channel.CreateUnbounded<Database>();
    private readonly Dictionary<Database, State> _states = [];
    private readonly Lock _gate = new();

    private enum State
    {
        Queued,
        Running,
        RunningAndSignalled,
    }

    /// <summary>Whether nothing is queued or running.</summary>
    internal bool Idle
    {
        get
        {
            lock (_gate)
                return _states.Count is 0;
        }
    }

    internal void Signal(Database database)
    {
        lock (_gate)
        {
            if (!_states.TryGetValue(database, out var state))
            {
                _states[database] = State.Queued;
                _queue.Writer.TryWrite(database);
            }
            else if (state is State.Running)
            {
                _states[database] = State.RunningAndSignalled;
            }
        }
    }

    internal async Task<Database> TakeAsync(CancellationToken cancellationToken)
    {
        var database = await _queue.Reader.ReadAsync(cancellationToken);
        lock (_gate)
            _states[database] = State.Running;

        return database;
    }

    internal void Done(Database database)
    {
        lock (_gate)
        {
            var signalled = _states[database] is State.RunningAndSignalled;
            _states.Remove(database);
            if (!signalled)
                return;

            _states[database] = State.Queued;
            _queue.Writer.TryWrite(database);
        }
    }
}

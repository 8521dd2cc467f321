namespace Region.Sidecar.Store;

/// <summary>Something to do inside the writer's next transaction.</summary>
internal interface IWrite
{
    /// <summary>
    /// What comes behind it needs to see what it leaves in memory, which is only there after its commit.
    /// </summary>
    bool EndsTransaction { get; }

    /// <summary>Writes; called on the writer's loop, once per try of the transaction.</summary>
    void Apply(WriteSession session);

    /// <summary>The transaction is on disk.</summary>
    void Committed();

    /// <summary>Nothing of the transaction is on disk.</summary>
    void Failed(Exception exception);
}

/// <summary>A write whose caller waits for the commit and gets a result.</summary>
internal abstract class Write<TResult> : IWrite
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Done => _done.Task;

    public virtual bool EndsTransaction => false;

    public void Apply(WriteSession session) => _result = Run(session);

    public void Committed()
    {
        AfterCommit(_result);
        _done.TrySetResult(_result);
    }

    public void Failed(Exception exception) => _done.TrySetException(exception);

    protected abstract TResult Run(WriteSession session);

    /// <summary>Runs on the writer's loop before the next transaction begins.</summary>
    protected virtual void AfterCommit(TResult result)
    {
    }
}

using Region.Testing.Mutants;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>
/// The mistakes that this harness must notice, and the attack that shows each. Where a text is not found any more, the
/// code has changed and the mutant has to follow.
/// </summary>
internal static class KnownMutants
{
    private const string Platform = "services/platform";

    // What posts is delivered in bulk.
    private static Mutant EventAcknowledgedFirst { get; } = new("an event is acknowledged before its commit", Platform)
    {
        Changes =
        [
            new(
                "Events/EventDispatcher.cs",
                """
                        await using var scope = scopes.CreateAsyncScope();
                        var outcomes
                """,
                """
                        await context.Response.WriteAsJsonAsync(
                            new { statuses = batch.Select(entry => new { entryId = entry.Id, status = "SUCCESS" }) });
                        await context.Response.CompleteAsync();
                        await using var scope = scopes.CreateAsyncScope();
                        var outcomes
                """),
            new(
                "Events/EventDispatcher.cs",
                """
                        foreach (var outcome in outcomes.Where(outcome => outcome.IsImpossible))
                """,
                """
                        if (context.Response.HasStarted)
                            return;

                        foreach (var outcome in outcomes.Where(outcome => outcome.IsImpossible))
                """),
        ],
    };

    private static Mutant CommandAnsweredFirst { get; } = new("a command is answered before its commit", Platform)
    {
        Changes =
        [
            new(
                "Commands/CommandRunner.cs",
                """
                    public async Task<TAnswer> OnceAsync<TAnswer>(
                """,
                """
                    public async Task<TAnswer> OnceAsync<TAnswer>(
                        IMessage request, string requestId, Database database, string lockName,
                        ServerCallContext context,
                        Func<UnitOfWork, CancellationToken, Task<Decision<TAnswer, TRule>>> act)
                        where TAnswer : class, IMessage<TAnswer>, new()
                    {
                        var early = new TaskCompletionSource<TAnswer>();
                        var whole = WholeAsync(early, request, requestId, database, lockName, context, act);
                        return await await Task.WhenAny(early.Task, whole);
                    }

                    private async Task<TAnswer> WholeAsync<TAnswer>(
                        TaskCompletionSource<TAnswer> early,
                """),
            new(
                "Commands/CommandRunner.cs",
                """
                        await work.CommitAsync(cancellationToken);
                """,
                """
                        early.SetResult(answer);
                        await Task.Delay(50, CancellationToken.None);
                        await work.CommitAsync(CancellationToken.None);
                """),
        ],
    };

    private static Mutant NoInbox { get; } = new("there is no inbox", Platform)
    {
        Changes = [new("Storage/UnitOfWork.cs", "return rows is 1;", "return rows >= 0;")],
    };

    private static Mutant OutboxApart { get; } = new("the outbox is written outside the transaction", Platform)
    {
        Changes =
        [
            new(
                "Storage/UnitOfWork.cs",
                "    private bool _announced;",
                "    private readonly List<object> _apart = [];\n    private bool _announced;"),
            new(
                "Storage/UnitOfWork.cs",
                """
                        _announced = true;
                        return id;
                """,
                """
                        _apart.Add(new { id, topic, envelope, created = now.ToUnixTimeMilliseconds() });
                        await ExecuteAsync("DELETE FROM outbox WHERE event_id = @id", new { id }, cancellationToken);
                        _announced = true;
                        return id;
                """),
            new(
                "Storage/UnitOfWork.cs",
                """
                            CrashPoints.Reach(CrashPoints.AfterCommit);
                """,
                """
                            CrashPoints.Reach(CrashPoints.AfterCommit);
                            foreach (var row in _apart)
                            {
                                await Connection.ExecuteAsync(
                                    "INSERT INTO outbox (event_id, topic, envelope, created_at)"
                                    + " VALUES (@id, @topic, @envelope, @created)",
                                    row);
                            }
                """),
        ],
    };

    private static Mutant RoundedPerVillage { get; } = new("each village's part is rounded", "services/procurement")
    {
        Changes =
        [
            new("Domain/Settlement.cs", "var goods = Allocation.Split(", "var goods = Rounded("),
            new("Domain/Settlement.cs", "var freight = Allocation.Split(", "var freight = Rounded("),
            new("Domain/Settlement.cs", "var fee = Allocation.Split(", "var fee = Rounded("),
            new(
                "Domain/Settlement.cs",
                """
                    public static Money AmountOf(
                """,
                """
                    private static Share[] Rounded(long total, Weight[] weights)
                    {
                        var all = Math.Max(1, weights.Sum(weight => (long)weight.Value));
                        return
                        [
                            .. weights.Select(weight => new Share(
                                weight.Code, ((2 * total * (long)weight.Value) + all) / (2 * all))),
                        ];
                    }

                    public static Money AmountOf(
                """),
        ],
    };

    /// <summary>Declared last, since it is made of the others.</summary>
    internal static IReadOnlyDictionary<Mutant, MutantAttack> All { get; } = new Dictionary<Mutant, MutantAttack>
    {
        [EventAcknowledgedFirst] = MutantAttack.CrashPoints,
        [CommandAnsweredFirst] = MutantAttack.CrashPoints,
        [NoInbox] = MutantAttack.DeliveryChaos,
        [OutboxApart] = MutantAttack.CrashPoints,
        [RoundedPerVillage] = MutantAttack.DeliveryChaos,
    };
}

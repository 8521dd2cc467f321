using Region.Contracts.Operations.V1;
using Region.Platform.Operations;
using Region.Platform.Storage;

namespace Region.Platform.Events;

/// <summary>CONS 7: no outbox row waits longer than a bound, and every dead letter is known to somebody.</summary>
internal sealed class MessagesCheck(
    Database main,
    IEnumerable<IOutboxStores> others,
    DeadLetterStore deadLetters,
    TimeProvider clock) : ICheck
{
    private const int MostShown = 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var finding = new Finding { Rule = "7", Title = $"{main.Service}：没有滞留的待发事件，没有未处理的死信" };
        await CheckAsync(main, main.Service, finding, cancellationToken);
        foreach (var stores in others)
        {
            await foreach (var store in stores.AllAsync(cancellationToken))
                await CheckAsync(store, $"{store.Service} 的一个账套", finding, cancellationToken);
        }

        foreach (var letter in await deadLetters.ListAsync("", MostShown, cancellationToken))
            Add(finding, $"死信 {letter.EventId}（{letter.Topic}）：{letter.Reason}");

        return [finding];
    }

    private static void Add(Finding finding, string violation)
    {
        if (finding.Violations.Count < MostShown)
            finding.Violations.Add(violation);
    }

    private async Task CheckAsync(
        Database database,
        string name,
        Finding finding,
        CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        finding.Checked += await session.ScalarAsync<long>("SELECT COUNT(*) FROM outbox", null, cancellationToken);
        var before = (clock.GetUtcNow() - LongestWait).ToUnixTimeMilliseconds();
        var late = await session.ScalarAsync<long>(
            "SELECT COUNT(*) FROM outbox WHERE published_at IS NULL AND created_at < @before",
            new { before },
            cancellationToken);
        if (late > 0)
            Add(finding, $"{name} 有 {late} 个事件超过 {LongestWait.TotalSeconds:0} 秒没有发出");
    }
}

using Grpc.Core;
using Region.Contracts.Operations.V1;
using Region.Platform.Commands;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Tests.Access;
using Region.Platform.Tests.Storage;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Commands;

/// <summary>SQLite lets one writer in at a time, so these can only happen in PostgreSQL.</summary>
public sealed class CommandRaceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private enum Rule
    {
        None,
    }

    [Fact]
    public async Task The_same_request_under_two_locks_at_once_is_done_once_and_answered_twice()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Postgres, Cancelled);
        var request = new ReplayDeadLetterRequest { EventId = "a" };

        var answers = await Task.WhenAll(BothAtOnce(world, request, request));

        answers.Select(answer => answer.Reason).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await ThingsAsync(world)).ShouldBe(1);
    }

    [Fact]
    public async Task One_request_id_for_two_requests_at_once_is_refused_to_the_later_one()
    {
        await using var world = await StoreWorld.StartAsync(StoreKind.Postgres, Cancelled);
        var both = BothAtOnce(
            world,
            new ReplayDeadLetterRequest { EventId = "a" },
            new ReplayDeadLetterRequest { EventId = "b" });

        var refused = await Should.ThrowAsync<RpcException>(() => Task.WhenAll(both));

        refused.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        both.Count(task => task.IsCompletedSuccessfully).ShouldBe(1);
        (await ThingsAsync(world)).ShouldBe(1);
    }

    private static Task<ReplayDeadLetterResponse>[] BothAtOnce(
        StoreWorld world,
        params ReplayDeadLetterRequest[] requests)
    {
        var runner = new CommandRunner<Rule>(new RefusalBook<Rule>("test", _ => StatusCode.Internal, _ => "无"));
        var inside = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return
        [
            .. requests.Select((request, index) =>
            {
                var call = new FakeCall("/test/Test", cancellationToken: Cancelled);
                call.SetCaller(Caller.Service("test"));
                return runner.OnceAsync<ReplayDeadLetterResponse>(
                    request,
                    "request-1",
                    world.Main,
                    $"lock-{index}",
                    call,
                    async (work, cancellationToken) =>
                    {
                        // Neither stores its answer before both have found the key unused.
                        if (Interlocked.Increment(ref inside) == requests.Length)
                            all.SetResult();

                        await all.Task.WaitAsync(cancellationToken);
                        await work.ExecuteAsync(
                            "INSERT INTO things (name, amount) VALUES (@name, 1)",
                            new { name = $"thing-{index}" },
                            cancellationToken);
                        return new ReplayDeadLetterResponse { Reason = $"answer {index}" };
                    });
            }),
        ];
    }

    private static async Task<long> ThingsAsync(StoreWorld world)
    {
        await using var session = await world.Main.ReadAsync(Cancelled);
        return await session.ScalarAsync<long>("SELECT COUNT(*) FROM things", null, Cancelled);
    }
}

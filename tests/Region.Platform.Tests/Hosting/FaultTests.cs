using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Region.Platform.Hosting;
using Region.Platform.Tests.Access;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Hosting;

public sealed class FaultTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FaultInterceptor _faults = new(new ManualClock(Now), NullLogger<FaultInterceptor>.Instance);

    [Fact]
    public async Task A_broken_program_answers_a_number_and_nothing_of_the_inside()
    {
        var failed = await FailAsync(new InvalidOperationException("SELECT secret FROM /data/villages.db"));

        failed.StatusCode.ShouldBe(StatusCode.Internal);
        failed.Status.Detail.ShouldStartWith("系统内部出错");
        failed.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    public async Task A_busy_or_full_database_is_unavailable_and_may_be_tried_again(int code)
    {
        var failed = await FailAsync(new InvalidOperationException("outer", new SqliteException("inner", code)));

        failed.StatusCode.ShouldBe(StatusCode.Unavailable);
        failed.Status.Detail.ShouldStartWith("系统暂时无法写入");
    }

    [Fact]
    public async Task A_broken_constraint_is_a_broken_program() =>
        (await FailAsync(new SqliteException("constraint", 19))).StatusCode.ShouldBe(StatusCode.Internal);

    [Fact]
    public async Task A_refusal_passes_through_unchanged()
    {
        var refusal = new RpcException(new Status(StatusCode.FailedPrecondition, "已结账"));

        (await FailAsync(refusal)).ShouldBeSameAs(refusal);
    }

    [Fact]
    public async Task A_call_that_its_caller_gave_up_is_cancelled_and_one_past_its_deadline_is_late()
    {
        var gone = new CancellationToken(canceled: true);

        (await FailAsync(new OperationCanceledException(), new FakeCall("/s/m", cancellationToken: gone)))
            .StatusCode.ShouldBe(StatusCode.Cancelled);
        (await FailAsync(
            new OperationCanceledException(), new FakeCall("/s/m", cancellationToken: gone) { Ends = Now.UtcDateTime }))
            .StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_broken_program() =>
        (await FailAsync(new OperationCanceledException())).StatusCode.ShouldBe(StatusCode.Internal);

    [Fact]
    public async Task All_shapes_of_calls_are_covered()
    {
        var call = new FakeCall("/s/m");
        var broken = new InvalidOperationException("x");

        (await Should.ThrowAsync<RpcException>(() => _faults.ServerStreamingServerHandler<string, string>(
            "", new FakeWriter<string>(), call, (_, _, _) => Task.FromException(broken))))
            .StatusCode.ShouldBe(StatusCode.Internal);
        (await Should.ThrowAsync<RpcException>(() => _faults.ClientStreamingServerHandler<string, string>(
            new FakeReader<string>(), call, (_, _) => Task.FromException<string>(broken))))
            .StatusCode.ShouldBe(StatusCode.Internal);
        (await Should.ThrowAsync<RpcException>(() => _faults.DuplexStreamingServerHandler<string, string>(
            new FakeReader<string>(), new FakeWriter<string>(), call, (_, _, _) => Task.FromException(broken))))
            .StatusCode.ShouldBe(StatusCode.Internal);
    }

    private Task<RpcException> FailAsync(Exception exception, ServerCallContext? call = null) =>
        Should.ThrowAsync<RpcException>(() => _faults.UnaryServerHandler<string, string>(
            "", call ?? new FakeCall("/s/m"), (_, _) => Task.FromException<string>(exception)));
}

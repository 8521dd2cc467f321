using Grpc.Core;
using Grpc.Core.Interceptors;
using Region.Contracts.Villages.V1;
using Region.Platform.Hosting;
using Region.Platform.Identity;
using Region.Platform.Tests.Identity;
using Shouldly;

namespace Region.Platform.Tests.Hosting;

public sealed class ServiceClientTests : IDisposable
{
    private readonly IdentityWorld _world = new();
    private readonly FakeNetwork _network = new();
    private readonly RegisterService.RegisterServiceClient _client;

    public ServiceClientTests()
    {
        var mint = new TokenMint("accounting", _world.Keys("accounting"), _world.Clock);
        var tokens = new ServiceTokens("accounting", mint, _world.Clock);
        _client = new RegisterService.RegisterServiceClient(
            _network.Intercept(
                new ServiceCallInterceptor(tokens, TimeProvider.System), new RetriedReads(TimeProvider.System)));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_call_carries_the_services_own_token_and_a_deadline()
    {
        await GetAsync();

        var header = _network.Calls.ShouldHaveSingleItem().Headers!.GetValue("authorization")!;
        (await _world.CallerOfAsync(header["Bearer ".Length..])).ShouldBe(Caller.Service("accounting"));
        _network.Calls[0].Deadline!.Value.ShouldBeInRange(
            TimeProvider.System.GetUtcNow().UtcDateTime, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10));
    }

    [Fact]
    public async Task A_call_that_brings_a_token_and_a_deadline_keeps_them()
    {
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        await _client.GetRegionAsync(
            new GetRegionRequest(),
            new Metadata { { "authorization", "Bearer person" } },
            deadline,
            TestContext.Current.CancellationToken);

        _network.Calls.ShouldHaveSingleItem().Headers!.GetValue("authorization").ShouldBe("Bearer person");
        _network.Calls[0].Deadline.ShouldBe(deadline);
    }

    [Fact]
    public async Task A_read_is_tried_again_while_the_service_is_unavailable()
    {
        _network.Fail(StatusCode.Unavailable, times: 2);

        (await GetAsync()).Region.Name.ShouldBe("found");

        _network.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_read_is_given_up_after_three_more_attempts()
    {
        _network.Fail(StatusCode.Unavailable, times: 100);

        (await Should.ThrowAsync<RpcException>(GetAsync)).StatusCode.ShouldBe(StatusCode.Unavailable);

        _network.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_read_that_was_refused_is_not_tried_again()
    {
        _network.Fail(StatusCode.NotFound, times: 1);

        (await Should.ThrowAsync<RpcException>(GetAsync)).StatusCode.ShouldBe(StatusCode.NotFound);

        _network.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_is_never_tried_again()
    {
        _network.Fail(StatusCode.Unavailable, times: 1);

        (await Should.ThrowAsync<RpcException>(async () => await _client.ImportRegisterAsync(
            new ImportRegisterRequest(), cancellationToken: TestContext.Current.CancellationToken)))
            .StatusCode.ShouldBe(StatusCode.Unavailable);

        _network.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("GetRegion", true)]
    [InlineData("ListRegions", true)]
    [InlineData("Check", true)]
    [InlineData("CheckIn", false)]
    [InlineData("ImportRegister", false)]
    public void Reads_are_known_by_their_names(string method, bool isRead) =>
        RetriedReads.IsRead(method).ShouldBe(isRead);

    private async Task<GetRegionResponse> GetAsync() => await _client.GetRegionAsync(
        new GetRegionRequest(), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Answers calls, or fails the first few of them.</summary>
    private sealed class FakeNetwork : CallInvoker
    {
        private StatusCode _failure;
        private int _failures;

        public List<CallOptions> Calls { get; } = [];

        public void Fail(StatusCode failure, int times) => (_failure, _failures) = (failure, times);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            Calls.Add(options);
            var response = _failures-- > 0
                ? Task.FromException<TResponse>(new RpcException(new Status(_failure, "")))
                : Task.FromResult((TResponse)Answer(typeof(TResponse)));
            return new AsyncUnaryCall<TResponse>(
                response, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            throw new NotSupportedException();

        private static object Answer(Type type) => type == typeof(GetRegionResponse)
            ? new GetRegionResponse { Region = new RegionalCommittee { Name = "found" } }
            : new ImportRegisterResponse();
    }
}

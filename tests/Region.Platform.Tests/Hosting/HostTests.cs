using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts.Access.V1;
using Region.Contracts.Operations.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Hosting;
using Region.Platform.Identity;
using Region.Platform.Operations;
using Region.Platform.Refusals;
using Region.Testing;
using Shouldly;

namespace Region.Platform.Tests.Hosting;

/// <summary>Real hosts on real ports: what every service gets from the platform.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly SwitchedReadiness _readiness = new();
    private readonly HttpClient _http = new();
    private ServiceWorld _world = null!;
    private WebApplication _villages = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ServiceWorld.StartAsync(
        StoreKind.Sqlite, Cancelled, ("villages", Villages), ("accounting", Accounting));

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task Probes_and_public_keys_answer_over_HTTP()
    {
        (await GetAsync("/healthz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await GetAsync("/readyz")).ShouldBe((HttpStatusCode.OK, "ready"));
        var (status, keys) = await GetAsync("/.well-known/jwks.json");
        status.ShouldBe(HttpStatusCode.OK);
        keys.ShouldStartWith("""{"keys":[{"kty":"EC","crv":"P-256",""");
        keys.ShouldNotContain("\"d\"");
    }

    [Fact]
    public async Task A_service_that_is_not_ready_says_so_over_HTTP_and_gRPC_but_lives()
    {
        var health = new Health.HealthClient(_world.Anonymous("villages"));
        (await health.CheckAsync(new HealthCheckRequest(), cancellationToken: Cancelled))
            .Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);

        _readiness.Reason = "the database is away";

        (await GetAsync("/readyz")).ShouldBe((HttpStatusCode.ServiceUnavailable, "the database is away"));
        (await GetAsync("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await health.CheckAsync(new HealthCheckRequest(), cancellationToken: Cancelled))
            .Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    [Fact]
    public async Task An_operator_with_a_token_of_the_gateway_runs_the_checks()
    {
        var operations = Operations(Callers.Of(Role.Operator, "COUNTY"));

        var answer = await operations.CheckAsync(
            new CheckRequest { Service = "villages" }, cancellationToken: Cancelled);

        answer.Findings.ShouldHaveSingleItem().Rule.ShouldBe("0");
    }

    [Fact]
    public async Task Refusals_arrive_with_status_sentence_and_details()
    {
        var request = new CheckRequest { Service = "villages" };
        var anonymous = new OperationsService.OperationsServiceClient(_world.Anonymous("villages"));
        (await RefusalAsync(async () => await anonymous.CheckAsync(request, cancellationToken: Cancelled)))
            .StatusCode.ShouldBe(StatusCode.Unauthenticated);

        var accountant = Operations(Callers.Of(Role.VillageAccountant, "V0101"));
        var denied = await RefusalAsync(async () => await accountant.CheckAsync(request, cancellationToken: Cancelled));

        denied.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        denied.Status.Detail.ShouldStartWith("您的岗位不能办理此事：村会计");
        StatusDetails.Read(denied)!.Message.ShouldBe(denied.Status.Detail);
    }

    [Fact]
    public async Task Another_services_operations_are_not_found_here()
    {
        var operations = Operations(Callers.Of(Role.Operator, "COUNTY"));

        (await RefusalAsync(async () => await operations.CheckAsync(
            new CheckRequest { Service = "accounting" }, cancellationToken: Cancelled)))
            .StatusCode.ShouldBe(StatusCode.NotFound);
        (await RefusalAsync(async () => await operations.ReplayDeadLetterAsync(
            new ReplayDeadLetterRequest { Service = "villages", EventId = "x" }, cancellationToken: Cancelled)))
            .StatusCode.ShouldBe(StatusCode.NotFound);
        (await operations.ListDeadLettersAsync(
            new ListDeadLettersRequest { Service = "villages" }, cancellationToken: Cancelled))
            .DeadLetters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_calls_another_under_its_own_name()
    {
        var client = _world.Services("accounting").GetRequiredService<RegisterService.RegisterServiceClient>();

        var answer = await client.GetRegionAsync(new GetRegionRequest { Region = "R01" }, cancellationToken: Cancelled);

        answer.Region.Name.ShouldBe("accounting as Service of R01");
    }

    [Fact]
    public async Task A_fault_of_a_service_shows_nothing_of_its_inside()
    {
        var register = new RegisterService.RegisterServiceClient(
            _world.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));

        var failed = await RefusalAsync(async () =>
            await register.ListRegionsAsync(new ListRegionsRequest(), cancellationToken: Cancelled));

        failed.StatusCode.ShouldBe(StatusCode.Internal);
        failed.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_call_ends_at_its_deadline_and_the_service_notices()
    {
        var register = new RegisterService.RegisterServiceClient(
            _world.As("villages", Callers.Of(Role.CountyOffice, "COUNTY")));

        var late = await RefusalAsync(async () => await register.ImportRegisterAsync(
            new ImportRegisterRequest(),
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(3),
            cancellationToken: Cancelled));

        late.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await Eventually.HoldsAsync(
            () => Task.FromResult(_readiness.Noticed),
            TimeSpan.FromSeconds(10),
            "the service's work is cancelled",
            Cancelled);
    }

    private WebApplication Villages(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("villages", args);
        builder.Services.AddSingleton<IReadiness>(_readiness);
        builder.Services.AddSingleton(_readiness);
        builder.Services.AddSingleton<ICheck, OneFinding>();
        _villages = builder.Build();
        _villages.MapPlatform();
        _villages.MapGrpcService<FakeRegister>();
        return _villages;
    }

    private static WebApplication Accounting(string[] args)
    {
        var builder = ServiceHost.CreateBuilder("accounting", args);
        builder.Services.AddServiceClient<RegisterService.RegisterServiceClient>("villages");
        var app = builder.Build();
        app.MapPlatform();
        return app;
    }

    private OperationsService.OperationsServiceClient Operations(Caller caller) => new(_world.As("villages", caller));

    private static Task<RpcException> RefusalAsync(Func<Task> call) => Should.ThrowAsync<RpcException>(call);

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        var address = _villages.Services.GetRequiredService<ServiceDirectory>().Of("villages").Http;
        using var answer = await _http.GetAsync(new Uri(address, path), Cancelled);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private sealed class SwitchedReadiness : IReadiness
    {
        public string? Reason { get; set; }

        public bool Noticed { get; set; }

        public Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => Task.FromResult(Reason);
    }

    private sealed class OneFinding : ICheck
    {
        public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Finding>>([new Finding { Rule = "0", Title = "样例", Checked = 1 }]);
    }

    private sealed class FakeRegister(SwitchedReadiness switches) : RegisterService.RegisterServiceBase
    {
        public override Task<GetRegionResponse> GetRegion(GetRegionRequest request, ServerCallContext context)
        {
            var caller = context.Caller();
            var name = $"{caller.Login} as {caller.Role} of {request.Region}";
            return Task.FromResult(new GetRegionResponse { Region = new RegionalCommittee { Name = name } });
        }

        public override Task<ListRegionsResponse> ListRegions(ListRegionsRequest request, ServerCallContext context) =>
            throw new InvalidOperationException("secret");

        public override async Task<ImportRegisterResponse> ImportRegister(
            ImportRegisterRequest request, ServerCallContext context)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
                return new ImportRegisterResponse();
            }
            finally
            {
                switches.Noticed = true;
            }
        }
    }
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Region.Contracts;
using Region.Contracts.Access.V1;
using Region.Contracts.Operations.V1;
using Region.Contracts.Procurement.V1;
using Region.Contracts.Villages.V1;
using Region.Platform.Access;
using Region.Platform.Identity;
using Region.Platform.Refusals;
using Region.Platform.Tests.Identity;
using Shouldly;

namespace Region.Platform.Tests.Access;

public sealed class AccessTests : IDisposable
{
    private const string GetRegion = "/region.villages.v1.RegisterService/GetRegion";
    private const string ListRegions = "/region.villages.v1.RegisterService/ListRegions";
    private const string GetRound = "/region.procurement.v1.RoundService/GetRound";
    private const string Replay = "/region.operations.v1.OperationsService/ReplayDeadLetter";
    private const string Login = "/region.identity.v1.SessionService/Login";

    private readonly IdentityWorld _world = new();
    private readonly AccessInterceptor _access;

    public AccessTests() => _access = new AccessInterceptor(
        AccessRules.Of(typeof(Topics).Assembly), _world.Validator, NullLogger<AccessInterceptor>.Instance);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_caller_reaches_the_service_with_role_and_unit()
    {
        var call = Call(GetRegion, IdentityWorld.Accountant);

        await UnaryAsync(call, new GetRegionRequest { Region = "R01" });

        call.Caller().ShouldBe(IdentityWorld.Accountant);
    }

    [Fact]
    public async Task A_call_without_token_or_with_a_bad_one_is_unauthenticated()
    {
        var good = _world.Mint("gateway", IdentityWorld.Accountant);
        foreach (var header in (string?[])[null, "", "Bearer ", "Bearer x", good, $"Basic {good}"])
        {
            var refused = await RefusalAsync(new FakeCall(GetRegion, header), new GetRegionRequest { Region = "R01" });
            refused.StatusCode.ShouldBe(StatusCode.Unauthenticated, header);
        }
    }

    [Fact]
    public async Task A_public_method_needs_no_token_and_knows_no_caller()
    {
        var call = new FakeCall(Login);

        await UnaryAsync(call, new Contracts.Identity.V1.LoginRequest());

        Should.Throw<InvalidOperationException>(call.Caller);
    }

    [Fact]
    public async Task A_role_in_no_grant_is_refused_in_Chinese()
    {
        var denied = await RefusalAsync(Call(ListRegions, IdentityWorld.Accountant), new ListRegionsRequest());
        denied.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        denied.Status.Detail.ShouldBe("您的岗位不能办理此事：村会计不在其中，由县专班、审计人员、运维人员、系统服务办理。");
    }

    [Fact]
    public async Task A_unit_out_of_scope_is_the_same_bytes_as_a_thing_that_does_not_exist()
    {
        var foreign = await RefusalAsync(
            Call(GetRegion, IdentityWorld.Accountant), new GetRegionRequest { Region = "R02" });
        var unknown = NotFound.Exception();

        foreign.Status.ShouldBe(unknown.Status);
        foreign.Trailers.Select(entry => (entry.Key, Convert.ToHexString(entry.ValueBytes)))
            .ShouldBe(unknown.Trailers.Select(entry => (entry.Key, Convert.ToHexString(entry.ValueBytes))));
    }

    [Fact]
    public async Task A_request_that_names_no_unit_is_out_of_scope_and_a_caller_without_a_region_is_nobody()
    {
        var secretary = Person(Role.Secretary, "R01");

        (await RefusalAsync(Call(GetRegion, secretary), new GetRegionRequest()))
            .StatusCode.ShouldBe(StatusCode.NotFound);
        (await RefusalAsync(Call(GetRegion, secretary with { Region = "" }), new GetRegionRequest()))
            .StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task The_county_sees_every_region_and_a_county_role_elsewhere_is_no_post()
    {
        await UnaryAsync(Call(GetRegion, Person(Role.CountyOffice, "COUNTY")), new GetRegionRequest { Region = "R77" });

        var refused = await RefusalAsync(
            Call(GetRegion, Person(Role.CountyOffice, "R01")), new GetRegionRequest { Region = "R01" });
        refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task A_service_may_what_services_may_and_nothing_that_people_may()
    {
        var token = $"Bearer {_world.Mint("accounting", Caller.Service("accounting"))}";

        await UnaryAsync(new FakeCall(GetRegion, token), new GetRegionRequest { Region = "R05" });
        (await RefusalAsync(new FakeCall(Replay, token), new ReplayDeadLetterRequest()))
            .StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_member_of_the_round_is_of_its_region()
    {
        var accountant = IdentityWorld.Accountant;

        await UnaryAsync(Call(GetRound, accountant), new GetRoundRequest { Region = "R01", RoundId = "x" });
        (await RefusalAsync(Call(GetRound, accountant), new GetRoundRequest { Region = "R02", RoundId = "x" }))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_method_without_a_rule_and_one_that_nobody_knows_are_closed_even_to_the_county()
    {
        var rules = AccessRules.Of([Grpc.Health.V1.HealthReflection.Descriptor]);
        var access = new AccessInterceptor(rules, _world.Validator, NullLogger<AccessInterceptor>.Instance);
        var county = Person(Role.CountyOffice, "COUNTY");

        rules.Find("/grpc.health.v1.Health2/Check").ShouldBeNull();
        foreach (var method in (string[])[GetRegion, "/grpc.health.v1.Health2/Check", "", "/"])
        {
            var call = Call(method, county);
            var refused = await Should.ThrowAsync<RpcException>(() => access.UnaryServerHandler(
                new GetRegionRequest(), call, (_, _) => Task.FromResult("reached")));
            refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        }
    }

    [Fact]
    public void A_rule_that_makes_no_sense_closes_the_method()
    {
        Rule(new AccessRule()).ShouldBeNull();
        Rule(Granting(Scope.Unspecified, Role.Secretary)).ShouldBeNull();
        Rule(Granting(Scope.County, Role.Unspecified)).ShouldBeNull();
        Rule(Granting(Scope.County)).ShouldBeNull();
        Rule(Granting(Scope.Public, Role.Secretary)).ShouldBeNull();
        Rule(Granting(Scope.OwnRegion, Role.Secretary)).ShouldBeNull();
        Rule(Granting(Scope.OwnRegion, "no_such_field", Role.Secretary)).ShouldBeNull();
        Rule(Granting(Scope.OwnRegion, "number", Role.Secretary)).ShouldBeNull();
        Rule(Granting(Scope.OwnRegion, "region", Role.Secretary)).ShouldNotBeNull();
        Rule(Granting(Scope.County, Role.CountyOffice)).ShouldNotBeNull();
        Rule(Granting(Scope.Public)).ShouldNotBeNull().IsPublic.ShouldBeTrue();
    }

    [Fact]
    public void Every_method_of_the_contracts_has_a_rule_that_makes_sense()
    {
        var rules = AccessRules.Of(typeof(Topics).Assembly);
        var methods = new[] { RoundService.Descriptor, RegisterService.Descriptor, OperationsService.Descriptor }
            .SelectMany(service => service.Methods.Select(method => $"/{service.FullName}/{method.Name}"));

        methods.Where(method => rules.Find(method) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_streams_are_checked_before_the_first_message()
    {
        var writer = new FakeWriter<string>();

        var refused = await Should.ThrowAsync<RpcException>(() => _access.ServerStreamingServerHandler(
            new GetRegionRequest { Region = "R02" }, writer, Call(GetRegion, IdentityWorld.Accountant),
            (_, stream, _) => stream.WriteAsync("secret")));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        writer.Written.ShouldBeEmpty();
        await _access.ServerStreamingServerHandler(
            new GetRegionRequest { Region = "R01" }, writer, Call(GetRegion, IdentityWorld.Accountant),
            (_, stream, _) => stream.WriteAsync("own"));
        writer.Written.ShouldBe(["own"]);
    }

    [Fact]
    public async Task Every_message_that_streams_in_is_checked()
    {
        var seen = new List<string>();
        var requests = new FakeReader<GetRegionRequest>(
            new GetRegionRequest { Region = "R01" }, new GetRegionRequest { Region = "R02" });

        var call = Call(GetRegion, IdentityWorld.Accountant);
        var refused = await Should.ThrowAsync<RpcException>(() => _access.ClientStreamingServerHandler(
            requests, call, (IAsyncStreamReader<GetRegionRequest> stream, ServerCallContext _) =>
                CollectAsync(stream, seen)));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        seen.ShouldBe(["R01"]);
    }

    [Fact]
    public async Task Duplex_streams_are_checked_for_the_role_and_for_every_message()
    {
        var seen = new List<string>();
        var refused = await Should.ThrowAsync<RpcException>(() => _access.DuplexStreamingServerHandler(
            new FakeReader<GetRegionRequest>(new GetRegionRequest { Region = "R02" }),
            new FakeWriter<string>(),
            Call(GetRegion, IdentityWorld.Accountant),
            (stream, _, _) => CollectAsync(stream, seen)));
        refused.StatusCode.ShouldBe(StatusCode.NotFound);

        refused = await Should.ThrowAsync<RpcException>(() => _access.DuplexStreamingServerHandler(
            new FakeReader<ListRegionsRequest>(new ListRegionsRequest()),
            new FakeWriter<string>(),
            Call(ListRegions, IdentityWorld.Accountant),
            (_, _, _) => Task.CompletedTask));
        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_nobody_can_tell_whose_token_it_is_the_service_is_unavailable()
    {
        _world.Reachable = false;

        (await RefusalAsync(Call(GetRegion, IdentityWorld.Accountant), new GetRegionRequest { Region = "R01" }))
            .StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    private static async Task<string> CollectAsync(IAsyncStreamReader<GetRegionRequest> stream, List<string> seen)
    {
        while (await stream.MoveNext(TestContext.Current.CancellationToken))
            seen.Add(stream.Current.Region);

        return "done";
    }

    private static Caller Person(Role role, string unit) =>
        IdentityWorld.Accountant with { Role = role, Unit = unit, Region = unit is "COUNTY" ? "" : unit, Book = "" };

    private FakeCall Call(string method, Caller caller) => new(method, $"Bearer {_world.Mint("gateway", caller)}");

    private Task<string> UnaryAsync<TRequest>(FakeCall call, TRequest request)
        where TRequest : class =>
        _access.UnaryServerHandler<TRequest, string>(request, call, (_, _) => Task.FromResult("reached"));

    private Task<RpcException> RefusalAsync<TRequest>(FakeCall call, TRequest request)
        where TRequest : class =>
        Should.ThrowAsync<RpcException>(() => UnaryAsync(call, request));

    private static AccessRule Granting(Scope scope, params Role[] roles) => Granting(scope, "", roles);

    private static AccessRule Granting(Scope scope, string field, params Role[] roles) =>
        new() { UnitField = field, Grants = { new Grant { Scope = scope, Roles = { roles } } } };

    /// <summary>Puts the rule on a method of a file made up here.</summary>
    private static MethodAccess? Rule(AccessRule rule)
    {
        var options = new MethodOptions();
        options.SetExtension(AccessExtensions.Rule, rule);
        var request = new DescriptorProto { Name = "Request" };
        request.Field.Add(Field("region", 1, FieldDescriptorProto.Types.Type.String));
        request.Field.Add(Field("number", 2, FieldDescriptorProto.Types.Type.Int64));
        var method = new MethodDescriptorProto { Name = "Do", InputType = "Request", OutputType = "Request" };
        method.Options = options;
        var file = new FileDescriptorProto { Name = "made_up.proto", Syntax = "proto3" };
        file.MessageType.Add(request);
        file.Service.Add(new ServiceDescriptorProto { Name = "Service", Method = { method } });
        var registry = new ExtensionRegistry { AccessExtensions.Rule };
        var built = FileDescriptor.BuildFromByteStrings([file.ToByteString()], registry);
        return MethodAccess.Of(built[0].Services[0].Methods[0]);
    }

    private static FieldDescriptorProto Field(string name, int number, FieldDescriptorProto.Types.Type type) => new()
    {
        Name = name,
        Number = number,
        Type = type,
        Label = FieldDescriptorProto.Types.Label.Optional,
    };
}

using System.Net;
using Google.Rpc;
using Grpc.Core;
using Region.Platform.Refusals;
using Shouldly;

namespace Region.Services.Tests.Refusing;

/// <summary>
/// T8: on every path that ends in a refusal, all stores of all services are after it what they were before, outboxes
/// included. Only an event that can never be applied leaves a trace, its dead letter.
/// </summary>
public sealed class RefusingPathTests(RefusingCounty county) : IClassFixture<RefusingCounty>
{
    private static readonly Dictionary<string, IRefusalCases> Services = new(StringComparer.Ordinal)
    {
        ["villages"] = VillagesRefusals.Cases,
        ["procurement"] = ProcurementRefusals.Cases,
        ["accounting"] = AccountingRefusals.Cases,
        ["gateway"] = GatewayRefusals.Cases,
    };

    public static TheoryData<string, string> Rules =>
    [
        .. Services.SelectMany(service => service.Value.Names.Select(name => (service.Key, name))),
    ];

    public static TheoryData<string> PlatformRules => [.. PlatformRefusals.All.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_refusal_changes_nothing(string service, string rule)
    {
        var refusal = Services[service][rule];
        if (refusal.Call is { } call)
            (await RefusedAsync(call)).Reason.ShouldBe(refusal.Reason);
        else
            await DroppedAsync(refusal);
    }

    [Theory]
    [MemberData(nameof(PlatformRules))]
    public async Task A_refusal_of_the_platform_changes_nothing(string name)
    {
        var refusal = PlatformRefusals.All.Single(known => known.Name == name);

        (await RefusedAsync(refusal.Call)).ShouldBe((refusal.Status, refusal.Reason));
    }

    [Fact]
    public void Every_refusal_of_every_service_has_a_case_or_a_reason_why_it_has_none()
    {
        Services.Values.SelectMany(cases => cases.Missing()).ShouldBeEmpty("see README.md beside this test");
        Services.Values.SelectMany(cases => cases.Superfluous()).ShouldBeEmpty();
    }

    [Fact]
    public void A_value_without_a_case_is_named_and_one_with_a_case_needs_no_reason()
    {
        var cases = new RefusalCases<Sample>(_ => StatusCode.InvalidArgument, _ => "")
        {
            { Sample.WithCase, _ => Task.CompletedTask },
            { Sample.WithBoth, _ => Task.CompletedTask },
            { Sample.WithBoth, "nobody can say this" },
        };

        cases.Missing().ShouldHaveSingleItem().ShouldContain(nameof(Sample.WithNeither));
        cases.Superfluous().ShouldHaveSingleItem().ShouldContain(nameof(Sample.WithBoth));
    }

    private async Task<(StatusCode Status, string Reason)> RefusedAsync(Func<RefusingCounty, Task> call)
    {
        var refused = await Should.ThrowAsync<RpcException>(() => call(county));
        county.Changes().ShouldBeEmpty();
        var reason = StatusDetails.Read(refused)?.Details.Single(detail => detail.Is(ErrorInfo.Descriptor));
        return (refused.StatusCode, reason?.Unpack<ErrorInfo>().Type ?? "");
    }

    private async Task DroppedAsync(RefusalCase refusal)
    {
        var (topic, message) = refusal.Event!(county);
        var (status, verdict) = await county.DeliverAsync(topic, message);
        status.ShouldBe(HttpStatusCode.OK);
        verdict.ShouldContain("DROP");
        var letter = county.Changes().ShouldHaveSingleItem();
        letter.ShouldContain("dead_letters");
        letter.ShouldMatch(refusal.Sentence!.ToString());
    }

    private enum Sample
    {
        WithCase,
        WithBoth,
        WithNeither,
    }
}

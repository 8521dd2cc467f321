using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Region.Contracts.Access.V1;
using Region.Gateway.Edge;
using Region.Gateway.Identity;
using Region.Gateway.Rest;
using Region.Services.Tests.Gateway;
using Shouldly;

namespace Region.Services.Tests.Isolation;

/// <summary>
/// Every route of the gateway × every role, generated from the route table: over HTTP, through the gateway, to the
/// services. A new method or page joins by itself.
/// </summary>
[Collection<SharedRegions>]
public sealed partial class RouteMatrixTests(TwoRegions world)
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["village"] = "V0201",
        ["region"] = "R02",
        ["book"] = "V0201",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_token_every_route_that_is_not_public_answers_401()
    {
        using var http = new HttpClient { BaseAddress = world.World.Http(Slice.Gateway) };
        foreach (var (method, verb) in Routes().Where(route => !route.Verb.IsPublic))
        {
            var status = await StatusAsync(http, method, Own(verb), token: null);
            status.ShouldBe(HttpStatusCode.Unauthorized, $"{method.Verb} {method.Path.Public}");
        }
    }

    [Fact]
    public async Task A_role_that_is_in_no_grant_of_a_route_answers_403()
    {
        using var http = new HttpClient { BaseAddress = world.World.Http(Slice.Gateway) };
        var asked = 0;
        foreach (var (method, verb) in Routes())
        {
            foreach (var role in verb.Strangers)
            {
                var status = await StatusAsync(http, method, Own(verb), world.TokenOf(role, HomeOf(role)));
                status.ShouldBe(HttpStatusCode.Forbidden, $"{role} {method.Verb} {method.Path.Public}");
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_role_that_is_granted_finds_nothing_in_another_s_unit()
    {
        using var http = new HttpClient { BaseAddress = world.World.Http(Slice.Gateway) };
        var asked = 0;
        foreach (var (method, verb) in Routes().Where(route => Others.ContainsKey(route.Verb.UnitField)))
        {
            foreach (var role in verb.Granted.Where(role => IsBounded(verb.ScopeOf(role))))
            {
                var foreign = Requests.With(verb, Own(verb), verb.UnitField, Others[verb.UnitField]);
                var status = await StatusAsync(http, method, foreign, world.TokenOf(role, HomeOf(role)));
                status.ShouldBe(HttpStatusCode.NotFound, $"{role} {method.Verb} {method.Path.Public}");
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Every_page_needs_a_login_unless_it_is_known_to_be_public()
    {
        using var browser = new Browser(world.World.Http(Slice.Gateway));
        foreach (var path in Pages("GET").Where(path => !SitePage.OpenSegments.Contains(path.Split('/')[1])))
        {
            using var answer = await browser.Http.GetAsync(path, Cancelled);
            answer.Headers.Location?.OriginalString.ShouldStartWith("/login?return=", Case.Sensitive, path);
            ((int)answer.StatusCode).ShouldBeInRange(301, 303, path);
        }
    }

    [Fact]
    public async Task Every_form_is_refused_without_the_token_of_its_page()
    {
        using var browser = new Browser(world.World.Http(Slice.Gateway));
        using var login = await browser.SendAsync(
            "/login", Cancelled, ("login", "v0101.accountant"), ("password", SampleLogins.Password));
        browser.SessionId.ShouldNotBeNull();
        var forms = Pages("POST").ToArray();
        forms.Length.ShouldBeGreaterThan(4);
        foreach (var path in forms)
        {
            using var answer = await browser.SendBareAsync(path, Cancelled, ("login", "v0101.accountant"));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    private static IEnumerable<(RestMethod Method, Verb Verb)> Routes() =>
        from method in RestCatalog.OfContracts
        from verb in Slice.All
        where string.Equals(verb.Method.FullName, method.Descriptor.FullName, StringComparison.Ordinal)
        select (method, verb);

    private static bool IsBounded(Scope scope) =>
        scope is not (Scope.County or Scope.Service or Scope.Public or Scope.Self);

    private static string HomeOf(Role role) => role switch
    {
        Role.VillageAccountant or Role.VillageHead or Role.Supervisor => "V0101",
        Role.CountyOffice or Role.Auditor or Role.Operator => "COUNTY",
        _ => "R01",
    };

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient http, RestMethod method, IMessage request, string? token)
    {
        using var call = RestCall.Of(method, request, token);
        using var answer = await http.SendAsync(call, Cancelled);
        return answer.StatusCode;
    }

    private IMessage Own(Verb verb) => Requests.Fill(verb, world.IdsOf("R01", Stage.Ordered, "V0101"));

    // What stands in an address between braces is filled with the accountant's own village.
    private IEnumerable<string> Pages(string verb) =>
        from endpoint in world.World.Services(Slice.Gateway).GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
        where endpoint.IsPage()
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(verb) is true
        select $"/{Braces().Replace(endpoint.RoutePattern.RawText!, "V0101").TrimStart('/')}";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Braces();
}

using Grpc.Core;
using Region.Contracts.Access.V1;
using Region.Contracts.Identity.V1;
using Region.Contracts.Procurement.V1;
using Region.Platform.Identity;
using Region.Services.Tests.Gateway;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Isolation;

/// <summary>Who shows no token that this system made for that post is told so, and nothing else.</summary>
[Collection<SharedRegions>]
public sealed class TokenTests(TwoRegions world)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly Caller Accountant = Callers.Of(Role.VillageAccountant, "V0101");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_good_token_every_method_answers_the_same()
    {
        var bad = BadTokens();
        foreach (var verb in Slice.All.Where(verb => !verb.IsPublic))
        {
            var request = Requests.Fill(verb, world.IdsOf("R01", Stage.Ordered, "V0101"));
            var none = await world.CallAsync(verb, request, token: null);
            none.Status.ShouldBe(StatusCode.Unauthenticated, verb.ToString());
            foreach (var (what, token) in bad)
                (await world.CallAsync(verb, request, token)).ShouldBe(none, $"{verb}: {what}");
        }
    }

    [Fact]
    public async Task A_login_that_exists_and_one_that_does_not_fail_with_the_same_bytes()
    {
        var verb = Slice.All.Single(verb => verb.Method.Name is "Login");
        var known = new LoginRequest { Login = "v0201.accountant", Password = "错误密码-1" };
        var unknown = new LoginRequest { Login = "v0209.accountant", Password = "错误密码-1" };

        var refused = await world.CallAsync(verb, known, token: null);

        refused.Status.ShouldBe(StatusCode.Unauthenticated);
        (await world.CallAsync(verb, unknown, token: null)).ShouldBe(refused);
    }

    [Fact]
    public async Task A_post_in_another_s_unit_is_refused_like_one_in_a_unit_that_does_not_exist()
    {
        var verb = Slice.All.Single(verb => verb.Method.Name is "Login");
        var known = new LoginRequest
        {
            Login = "v0101.accountant",
            Password = Region.Gateway.Identity.SampleLogins.Password,
            Unit = "V0201",
        };
        var unknown = new LoginRequest(known) { Unit = "V0209" };

        var refused = (await world.CallAsync(verb, known, token: null)).Without("V0201");

        refused.Status.ShouldBe(StatusCode.PermissionDenied);
        (await world.CallAsync(verb, unknown, token: null)).Without("V0209").ShouldBe(refused);
    }

    [Fact]
    public async Task A_request_key_that_another_unit_used_is_as_good_as_a_fresh_one()
    {
        var round = world.Rounds.First(round => round is { Region: "R01", Stage: Stage.Collecting });
        var request = new DeclarePrepaymentRequest
        {
            RequestId = "key-of-one-village",
            Region = "R01",
            RoundId = round.Round,
            Village = "V0102",
            AmountFen = 12_345,
            PaidOn = "2026-03-04",
        };
        var neighbour = await DeclareAsync(request);

        var own = await DeclareAsync(new DeclarePrepaymentRequest(request) { Village = "V0101", AmountFen = 99 });

        own.AmountFen.ShouldBe(99);
        own.PrepaymentId.ShouldNotBe(neighbour.PrepaymentId);
    }

    private async Task<Prepayment> DeclareAsync(DeclarePrepaymentRequest request)
    {
        var accountant = world.World.As("procurement", Callers.Of(Role.VillageAccountant, request.Village));
        var client = new PrepaymentService.PrepaymentServiceClient(accountant);
        return (await client.DeclarePrepaymentAsync(request, cancellationToken: Cancelled)).Prepayment;
    }

    private List<(string What, string Token)> BadTokens()
    {
        var keys = Path.Combine(world.World.DataFolder, "keys", "gateway.json");
        var foreign = Path.Combine(world.World.DataFolder, "keys", "foreign.json");
        var past = new ManualClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1));
        using var own = new SigningKeys(keys, TimeProvider.System);
        using var strange = new SigningKeys(foreign, TimeProvider.System);
        var good = new TokenMint("gateway", own, TimeProvider.System).Mint(Accountant, Lifetime);
        List<(string, string)> bad =
        [
            ("no token at all", "nonsense"),
            ("expired", new TokenMint("gateway", own, past).Mint(Accountant, Lifetime)),
            ("a foreign key", new TokenMint("gateway", strange, TimeProvider.System).Mint(Accountant, Lifetime)),
            ("an issuer that nobody knows", new TokenMint("else", own, TimeProvider.System).Mint(Accountant, Lifetime)),
            ("a person vouched for by a service", Mint("procurement", Accountant)),
            ("a service vouched for by the gateway", world.World.Token(Caller.Service("villages"))),
            ("a changed signature", $"{good[..^4]}{(good[^4] is 'A' ? 'B' : 'A')}{good[^3..]}"),
        ];
        bad.AddRange(ForgedTokens.Of(keys, Accountant, TimeProvider.System.GetUtcNow().UtcDateTime));
        bad.AddRange(Mismatched().Select(caller => ($"{caller.Role} in {caller}", world.World.Token(caller))));
        return bad;
    }

    /// <summary>Posts that cannot be: the unit is none for the role, or region or book are not its own.</summary>
    private static IEnumerable<Caller> Mismatched() =>
    [
        Accountant with { Unit = "R01", Region = "R01", Book = "C01" },
        Accountant with { Unit = "COUNTY", Region = "", Book = "" },
        Accountant with { Book = "V0201" },
        Accountant with { Region = "" },
        Callers.Of(Role.Manager, "R01") with { Unit = "V0101" },
        Callers.Of(Role.Manager, "R01") with { Region = "R02" },
        Callers.Of(Role.CompanyAccountant, "R01") with { Book = "C02" },
        Callers.Of(Role.Secretary, "R01") with { Book = "C01" },
        Callers.Of(Role.Secretary, "R01") with { Unit = "COUNTY" },
        Callers.Of(Role.Auditor, "COUNTY") with { Unit = "R01", Region = "R01" },
        Callers.Of(Role.Auditor, "COUNTY") with { Book = "V0101" },
        Callers.Of(Role.CountyOffice, "COUNTY") with { Region = "R01" },
    ];

    private string Mint(string issuer, Caller caller)
    {
        using var keys = new SigningKeys(
            Path.Combine(world.World.DataFolder, "keys", $"{issuer}.json"), TimeProvider.System);
        return new TokenMint(issuer, keys, TimeProvider.System).Mint(caller, Lifetime);
    }
}

using System.Net;
using Region.Contracts.Access.V1;
using Region.Services.Tests.Isolation;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>
/// Every page × every role, and everybody else's ids in every address, generated from the route table: over HTTP with
/// a browser's session, through the gateway, to the services.
/// </summary>
[Collection<SharedRegions>]
public sealed class PageAttackTests(TwoRegions world)
{
    /// <summary>What it shows before it shows anything of its own is on the public page of the same book.</summary>
    private const string ShowsPublic = "/books/{book}/disclosure";

    /// <summary>Pages that not everybody opens who may read the book or the region.</summary>
    private static readonly Dictionary<string, Role[]> Narrower = new(StringComparer.Ordinal)
    {
        ["/county"] = [Role.CountyOffice, Role.Auditor],
        ["/regions/{region}/rounds/new"] = [Role.Manager],
        ["/regions/{region}/approvals"] = [Role.Secretary],
        ["/regions/{region}/books/{book}/look"] = [Role.Secretary],
    };

    /// <summary>The read whose access rule stands for all pages under a first segment.</summary>
    private static readonly Dictionary<string, string> Reads = new(StringComparer.Ordinal)
    {
        ["books"] = "ListVouchers",
        ["regions"] = "ListRounds",
        ["county"] = "ListBooks",
        ["me"] = "GetOwnAccount",
    };

    /// <summary>Pages that show something else than the others under their segment, and its read or command.</summary>
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        // They show no more than when the book was opened.
        ["/books/{book}/imports"] = "GetBook",
        ["/books/{book}/imports/opening"] = "GetBook",
        ["/books/{book}/archive"] = "GetBook",
        ["/books/{book}/files/{method}"] = "ExportLedger",
        ["/books/{book}/handovers"] = "ListHandovers",
        ["/books/{book}/handovers/{id}"] = "ListHandovers",
        ["/regions/{region}/suppliers"] = "ListSuppliers",
        ["/regions/{region}/suppliers/{supplier}"] = "ListDealings",
        ["/county/people"] = "ListLogins",
        ["/county/people/{login}"] = "ListLogins",
        ["/county/logins"] = "ListLogins",
        ["/county/account-acts"] = "ListAccountActs",
        ["/county/posts"] = "ListTerms",
        ["/county/posts/term"] = "ListTerms",
        ["/county/posts/new"] = "AppointPost",
        ["/county/register"] = "ImportRegister",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_opens_for_those_who_may_read_what_it_shows_and_for_nobody_else()
    {
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var asked = 0;
        foreach (var role in SitePeople.Roles)
        {
            var browser = await people.OfAsync(role, Cancelled);
            foreach (var page in Pages.Where(page => !page.IsOpen))
            {
                using var answer = await browser.Http.GetAsync(
                    page.At(SitePeople.OwnOf(world, role, Stage.Settled)), Cancelled);
                answer.StatusCode.ShouldBe(
                    ReadersOf(page).Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden,
                    $"{role} {page.Template}");
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task Another_s_id_in_any_address_answers_with_the_same_page_as_one_that_does_not_exist()
    {
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        var compared = 0;
        foreach (var role in SitePeople.Roles)
        {
            var browser = await people.OfAsync(role, Cancelled);
            foreach (var page in Pages.Where(page => !page.IsOpen && page.Template is not ShowsPublic))
            {
                foreach (var place in page.Places)
                {
                    var field = SitePage.FieldOf(place);
                    foreach (var (other, none) in OthersOf(role, page, field))
                    {
                        var own = SitePeople.OwnOf(world, role, Stage.Settled);
                        var absent = await SaidAsync(browser, page.At(own.With(field, none)), none);
                        var existing = await SaidAsync(browser, page.At(own.With(field, other)), other);
                        existing.Blotted(none).ShouldBe(
                            absent.Blotted(other), $"{role} {page.Template} {place}={other}");
                        compared++;
                    }
                }
            }
        }

        compared.ShouldBeGreaterThan(500);
    }

    private static IEnumerable<Role> ReadersOf(SitePage page)
    {
        if (Narrower.TryGetValue(page.Template, out var named))
            return named;

        var segment = page.Template.Split('/')[1];
        if (segment is "password")
            return SitePeople.Roles;

        Reads.ShouldContainKey(segment, $"{page.Template}: say here who may open it");
        return GrantedIn(Otherwise.GetValueOrDefault(page.Template, Reads[segment]));
    }

    private static IEnumerable<Role> GrantedIn(string method) =>
        Slice.All.First(verb => verb.Method.Name == method).Granted;

    private static bool SeesAll(Role role) => role is Role.CountyOffice or Role.Auditor or Role.Operator;

    private IReadOnlyList<SitePage> Pages => SitePage.Of(world.World.Services(Slice.Gateway), "GET");

    private static async Task<string> SaidAsync(Browser browser, string path, string sent)
    {
        using var answer = await browser.Http.GetAsync(path, Cancelled);
        ((int)answer.StatusCode).ShouldBeLessThan(500, path);
        return await answer.SaidAsync(sent, Cancelled);
    }

    /// <summary>References that exist elsewhere, each with one beside it that exists nowhere.</summary>
    private IEnumerable<(string Other, string None)> OthersOf(Role role, SitePage page, string field)
    {
        // The county's people may name every unit; what lies inside one they still name together with it.
        if (SeesAll(role) && field is "region" or "book" or "village")
            return [];

        string[] others = field switch
        {
            "region" => ["R02"],
            "book" => ["V0102", "V0201", "C02"],
            "village" => ["V0201"],
            "round_id" => [.. Enum.GetValues<Stage>().Select(stage => world.IdsOf("R02", stage, "V0201").Known[field])],
            _ =>
            [
                world.IdsOf("R01", Stage.Settled, "V0102").Known[field],
                world.IdsOf("R02", Stage.Settled, "V0201").Known[field],
                world.IdsOf("R02", Stage.Settled, "R02").Known[field],
            ],
        };
        return others.Select(other => (other, other.Length is 3
            ? $"{other[0]}09" : $"{other[..^1]}{(other[^1] is '9' ? '8' : '9')}"));
    }
}

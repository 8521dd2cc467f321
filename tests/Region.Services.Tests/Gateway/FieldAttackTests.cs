using Region.Contracts.Access.V1;
using Region.Gateway.Rest;
using Region.Services.Tests.Isolation;
using Region.Testing;
using Shouldly;

namespace Region.Services.Tests.Gateway;

/// <summary>
/// Everybody else's ids in every field of every form: those that stand in it, hidden or not, and those of its request
/// that somebody adds. The forms are read from the pages, so a new one joins by itself.
/// </summary>
[Collection<SharedRegions>]
public sealed class FieldAttackTests(TwoRegions world)
{
    private static readonly string[] References =
        [.. Requests.Ids.Concat(Requests.Names).Except(["table", "page_token", "service"]).Distinct()];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_s_id_in_any_field_is_answered_like_one_that_does_not_exist_and_changes_nothing()
    {
        using var people = new SitePeople(world.World.Http(Slice.Gateway));
        foreach (var role in SitePeople.Roles)
            await people.OfAsync(role, Cancelled);

        var before = Stores();
        var (sent, methods) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var role in SitePeople.Roles)
        {
            var browser = await people.OfAsync(role, Cancelled);
            foreach (var form in await FormsAsync(browser, role))
            {
                methods.Add(form.Method);
                foreach (var field in ReferencesOf(form))
                    sent += await AttackAsync(browser, role, form, field);
            }
        }

        sent.ShouldBeGreaterThan(100);
        methods.Count.ShouldBeGreaterThan(12);
        Stores().ShouldBe(before);
    }

    private async Task<int> AttackAsync(Browser browser, Role role, SiteForm form, string field)
    {
        var sent = 0;
        foreach (var (other, none) in OthersOf(role, field))
        {
            var absent = await SendAsync(browser, form, field, none);
            var existing = await SendAsync(browser, form, field, other);
            existing.Blotted(none).ShouldBe(
                absent.Blotted(other), $"{role} {form.Action} {form.Method} {field}={other}");
            sent++;
        }

        return sent;
    }

    private static async Task<string> SendAsync(Browser browser, SiteForm form, string field, string value)
    {
        var fields = form.Fields.Where(one => !one.IsFile && one.Name != field).Select(one => (one.Name, one.Name switch
        {
            "request_id" => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            _ when one.Value.Length > 0 => one.Value,
            _ => Requests.TypedOf(one.Name[(one.Name.LastIndexOf('.') + 1)..]),
        }));
        using var answer = await browser.SendBareAsync(form.Action, Cancelled, [.. fields, (field, value)]);
        ((int)answer.StatusCode).ShouldBeInRange(300, 499, $"{form.Action} {form.Method} {field}={value}");
        return await answer.SaidAsync(value, Cancelled);
    }

    private async Task<IReadOnlyList<SiteForm>> FormsAsync(Browser browser, Role role)
    {
        var forms = new List<SiteForm>();
        foreach (var page in SitePage.Of(world.World.Services(Slice.Gateway), "POST"))
        {
            Stage[] stages = page.Places.Contains("round") ? Enum.GetValues<Stage>() : [Stage.Settled];
            foreach (var stage in stages)
            {
                var path = page.At(SitePeople.OwnOf(world, role, stage));
                using var answer = await browser.Http.GetAsync(path, Cancelled);
                if (answer.IsSuccessStatusCode)
                {
                    forms.AddRange(SiteText.FormsOf(await answer.Content.ReadAsStringAsync(Cancelled))
                        .Where(form => form.Method.Length > 0));
                }
            }
        }

        return [.. forms.DistinctBy(form => (form.Method, form.Action))];
    }

    /// <summary>The references that the form's request has, whether the form shows them or not.</summary>
    private static IEnumerable<string> ReferencesOf(SiteForm form) =>
        RestCatalog.OfContracts.First(method => method.Descriptor.Name == form.Method).Descriptor.InputType
            .Fields.InDeclarationOrder().Select(field => field.Name).Where(References.Contains);

    private IEnumerable<(string Other, string None)> OthersOf(Role role, string field)
    {
        // The county's people may name every unit, and none that does not exist.
        if (role is Role.CountyOffice or Role.Auditor or Role.Operator
            && field is "region" or "book" or "village" or "unit")
            return [];

        string[] others = field switch
        {
            "region" => ["R02"],
            // A committee looks into any book of its own region, with a reason.
            "book" => role is Role.Secretary ? ["V0201", "C02"] : ["V0102", "V0201", "C02"],
            "village" or "unit" => ["V0201"],
            "issuer" => ["C02"],
            "round_id" or "prepayment_id" or "quote_id" or "delivery_id" or "corrects_delivery_id" =>
                [.. Enum.GetValues<Stage>().Select(stage => world.IdsOf("R02", stage, "V0201").Known[field])],
            _ => [world.IdsOf("R01", Stage.Settled, "V0102").Known[field],
                world.IdsOf("R02", Stage.Settled, "V0201").Known[field]],
        };
        return others.Where(other => other.Length > 0).Distinct().Select(other => (other, other.Length is 3
            ? $"{other[0]}09" : $"{other[..^1]}{(other[^1] is '9' ? '8' : '9')}"));
    }

    // When a session was last seen is no fact of the books.
    private IReadOnlyList<string> Stores() => [.. StoreDump.Of(world.World.DataFolder)
        .Where(line => !line.Contains(" sessions ", StringComparison.Ordinal))];
}

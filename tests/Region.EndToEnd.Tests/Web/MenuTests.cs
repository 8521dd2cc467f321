using Region.Gateway.Identity;
using Shouldly;

namespace Region.EndToEnd.Tests.Web;

/// <summary>Nobody is led to a page that he may not open.</summary>
[Collection(nameof(OpenRegion))]
public sealed class MenuTests(OpenRegion region)
{
    // One person of each post, and of the cashier's both.
    private static readonly string[] Logins =
    [
        .. SampleLogins.People
            .GroupBy(person => (person.Role, Village: person.Unit.StartsWith('V')))
            .Select(post => post.First().Login),
    ];

    [Fact]
    public async Task Every_link_of_everybody_s_first_page_opens()
    {
        var opened = 0;
        foreach (var login in Logins)
        {
            await using var person = await region.SitDownAsync(login, Screen.Plain);
            (await person.GoAsync("/")).ShouldBe(200, login);
            var links = await person.Page.Locator("nav.menu > div a, main a").EvaluateAllAsync<string[]>(
                "links => links.map(link => link.getAttribute('href'))");
            foreach (var link in links.Where(link => !link.Contains("file=", StringComparison.Ordinal)).Distinct(
                StringComparer.Ordinal))
            {
                var answer = await person.Page.APIRequest.GetAsync(link);
                answer.Status.ShouldBe(200, $"{login} {link}");
                opened++;
            }
        }

        Logins.Length.ShouldBeGreaterThan(12);
        opened.ShouldBeGreaterThan(100);
    }
}

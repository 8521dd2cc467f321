using System.Text.Json.Nodes;

namespace Region.AppHost.Demo;

/// <summary>Loads the sample through the gateway as the county office would.</summary>
internal sealed class SampleCounty(Person county)
{
    private static readonly TimeSpan BooksWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    internal IReadOnlyList<Step> Steps =>
    [
        new("县专班导入 4 个区域、4 家强村公司、15 个村", token => county.PostAsync(
            "v1/register:import",
            new JsonObject
            {
                ["requestId"] = "demo-register",
                ["regionsTable"] = SampleTables.Regions,
                ["companiesTable"] = SampleTables.Companies,
                ["villagesTable"] = SampleTables.Villages,
                ["joinedOn"] = SampleTables.JoinedOn,
            },
            token)),
        new("县专班导入人员职务", token => county.PostAsync(
            "v1/posts:import",
            new JsonObject
            {
                ["requestId"] = "demo-posts",
                ["postsTable"] = SampleTables.Users,
                ["since"] = SampleTables.JoinedOn,
            },
            token)),
        new("等待 19 个账套随事件建立", BooksOpenAsync),
        new("县专班导入全部账套的期初余额", token => county.PostAsync(
            "v1/openings:import",
            new JsonObject
            {
                ["requestId"] = "demo-openings",
                ["table"] = SampleTables.Opening,
                ["openingDate"] = SampleTables.OpeningDate,
            },
            token)),
    ];

    private async Task BooksOpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(BooksWithin);
        while ((await county.GetAsync("v1/books?pageSize=200", limit.Token))["books"]!.AsArray().Count
            < SampleTables.Books)
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, limit.Token);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Region.Accounting.Checks;
using Region.Contracts;
using Region.Contracts.Villages.V1;
using Region.Platform.Operations;
using Region.Testing;
using Shouldly;
using static Region.Services.Tests.Accounting.KeptBook;

namespace Region.Services.Tests.Accounting;

/// <summary>What a village put into its company stands in both books alike.</summary>
public sealed class StakeMirrorTests(AccountingWorlds worlds)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stake_that_only_one_of_the_two_books_still_shows_is_found()
    {
        var region = await worlds.RegionAsync(StoreKind.Sqlite, Token);
        await region.ApplyAsync(
            Topics.StakePaid,
            new StakePaid
            {
                Region = region.Region,
                StakeId = "S1",
                Village = region.Village,
                VillageName = "样例村1",
                Company = region.Company,
                AmountFen = 50_000,
                AccountingDate = "2026-03-02",
            },
            Token);

        // What the village alone says of its investment, such as an opening balance or a loss, has no mirror.
        await new KeptBook(region, region.Village).PostAsync(
            "2026-03-05", "损失", Token, Debit("502", 700), Credit("141", 700, region.Company));
        (await FoundAsync(region)).ShouldBeEmpty();

        await ChangeAsync(region);

        (await FoundAsync(region)).ShouldBe(
            [$"{region.Village}对{region.Company}的出资为600.00，{region.Company}对{region.Village}的实收资本为500.00"]);
    }

    private static async Task ChangeAsync(RegionBooks region)
    {
        await using var work = await (await region.StoreAsync(region.Village, Token)).BeginAsync("test", Token);
        foreach (var trigger in await work.QueryAsync<string>(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'", null, Token))
        {
            await work.ExecuteAsync($"DROP TRIGGER {trigger}", null, Token);
        }

        await work.ExecuteAsync("UPDATE postings SET debit = 60000 WHERE account = '141' AND debit > 0", null, Token);
        await work.CommitAsync(Token);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(RegionBooks region)
    {
        var check = region.World.Services(AccountingWorlds.ServiceName)
            .GetServices<ICheck>().OfType<CheckBooks>().Single();
        return
        [
            .. from finding in await check.RunAsync(Token)
               where finding.Rule is "3"
               from violation in finding.Violations
               where violation.Contains(region.Company, StringComparison.Ordinal)
               select violation,
        ];
    }
}

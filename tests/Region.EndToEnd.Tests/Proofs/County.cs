using System.Text;
using System.Text.Json.Nodes;
using Region.Contracts.Access.V1;
using Region.Platform.Identity;
using Region.Testing;
using static System.FormattableString;

namespace Region.EndToEnd.Tests.Proofs;

/// <summary>An invented county: regions of fifteen villages each, and the people who act there.</summary>
internal static class County
{
    internal const int VillagesOfRegion = 15;
    internal const string JoinedOn = "2025-12-31";

    internal static Caller Office { get; } = Callers.Of(Role.CountyOffice, "COUNTY");

    internal static string Region(int number) => Invariant($"R{number:00}");

    internal static string Company(string region) => $"C{region.AsSpan(1)}";

    internal static IReadOnlyList<string> Villages(string region) => Villages(region, VillagesOfRegion);

    internal static IReadOnlyList<string> Villages(string region, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Invariant($"V{region[1..]}{number:00}"))];

    /// <summary>Whose book it is.</summary>
    internal static Caller KeeperOf(string book) => book[0] is 'C'
        ? Callers.Of(Role.CompanyAccountant, $"R{book.AsSpan(1)}")
        : Callers.Of(Role.VillageAccountant, book);

    /// <summary>The import of some regions with so many villages each.</summary>
    internal static Command Import(string key, int villages, params IReadOnlyList<string> regions)
    {
        var committees = new StringBuilder("region,name,industry,town\n");
        var companies = new StringBuilder("region,name,registered_capital,cash,resource,asset,uscc_sample\n");
        var members = new StringBuilder(
            "region,village,name,population,households,cash,resource,asset,contribution,stake_pct,uscc_sample\n");
        foreach (var region in regions)
        {
            committees.Append(Invariant($"{region},样例{region}区域党委,样例产业,样例镇\n"));
            var capital = villages * 100;
            var code = CreditCodes.Of($"91410000{region}000000");
            companies.Append(Invariant($"{region},样例{region}强村公司,{capital}.00,{capital}.00,0,0,{code}\n"));
            foreach (var village in Villages(region, villages))
            {
                code = CreditCodes.Of($"M2410000{village}0000");
                members.Append(Invariant(
                    $"{region},{village},样例村{village},100,30,100.00,0,0,100.00,1.0,{code}\n"));
            }
        }

        return new Command(Office, "v1/register:import", new JsonObject
        {
            ["requestId"] = key,
            ["regionsTable"] = Base64(committees),
            ["companiesTable"] = Base64(companies),
            ["villagesTable"] = Base64(members),
            ["joinedOn"] = JoinedOn,
        });
    }

    private static string Base64(StringBuilder text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
}

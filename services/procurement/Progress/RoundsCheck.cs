using Region.Contracts.Operations.V1;
using Region.Platform.Operations;
using Region.Platform.Storage;
using Region.Procurement.Domain;
using Region.Procurement.Rounds;

namespace Region.Procurement.Progress;

/// <summary>Rules 4 and 5 of the conservation oracle, and that no payment exceeds the villages' funds.</summary>
internal sealed class RoundsCheck(Database database) : ICheck
{
    private const int Page = 200;
    private const int MostViolations = 20;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var packs = new Finding { Rule = "4", Title = "订购＝签收＋短缺＋未到，签收＝分到各村＋拒收" };
        var bills = new Finding { Rule = "5", Title = "各村货款、运费、代购费之和等于票据金额" };
        var funds = new Finding { Rule = "5b", Title = "付款不超出各村自己的资金和票据金额" };
        await using var session = await database.ReadAsync(cancellationToken);
        var after = "";
        while (true)
        {
            var keys = await RoundsStore.KeysAsync(session, after, Page, cancellationToken);
            foreach (var key in keys)
            {
                if (await RoundsStore.FindAsync(session, key, cancellationToken) is not { } round)
                    continue;

                var file = await RoundFiles.LoadAsync(session, round, cancellationToken);
                Note(packs, Conservation.OfPacks(file));
                Note(bills, Conservation.OfBills(file));
                Note(funds, Conservation.OfFunds(file));
            }

            if (keys.Count < Page)
                return [packs, bills, funds];

            after = keys[^1].RoundId;
        }
    }

    private static void Note(Finding finding, IEnumerable<string> violations)
    {
        finding.Checked++;
        finding.Violations.AddRange(violations.Take(MostViolations - finding.Violations.Count));
    }
}

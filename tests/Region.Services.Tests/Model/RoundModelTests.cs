using Region.Procurement;
using Region.Services.Tests.Villages;
using Region.Testing;
using Region.Villages;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Model;

/// <summary>
/// T7, the rounds: whatever is tried in whatever order, the service carries out what the model allows, refuses the rest
/// for one of the model's reasons, and keeps what the model keeps.
/// </summary>
/// <remarks>
/// A new command of the service: a verb in <see cref="RoundVerb"/>, its flaws in RoundModelActs.cs, the reasons against
/// it in RoundModelRules.cs and its effect in RoundModelEffects.cs, both written from the handbook and never from the
/// service, and its call in <see cref="RoundWorld"/>.
/// </remarks>
public sealed class RoundModelTests
{
    private const int Length = 80;
    private const int Runs = 130;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_is_that_of_the_model_after_every_step_of_every_script()
    {
        await using var services = await ServiceWorld.StartAsync(
            StoreKind.Sqlite,
            Cancelled,
            ("villages", VillagesService.Build),
            ("procurement", ProcurementService.Build));
        await CountyWorlds.RegisterOf(services)
            .ImportRegisterAsync(CountyWorlds.SampleTables("import-0001"), cancellationToken: Cancelled);
        var world = new RoundWorld(services);
        var steps = 0;
        var reached = new Dictionary<ModelState, int>();
        Scripts.Check(RoundStep.Any, Length, Runs, async script =>
        {
            var model = new RoundModel { Opener = script.Steps.Count % 2 is 0 ? "manager" : "one-for-all" };
            await world.OpenAsync(model);
            foreach (var step in script.Steps)
            {
                await TakeAsync(world, model, step);
                steps++;
            }

            reached[model.State] = reached.GetValueOrDefault(model.State) + 1;
        });

        await CheckAsync(world);
        steps.ShouldBeGreaterThanOrEqualTo(Length * Scripts.Number(Runs));
        reached.GetValueOrDefault(ModelState.Settled).ShouldBeGreaterThan(Scripts.Number(Runs) / 4);
        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"{steps} steps; {string.Join(", ", reached)}"));
    }

    private static async Task TakeAsync(RoundWorld world, RoundModel model, RoundStep step)
    {
        var act = model.ActOf(step);
        var reasons = model.Reasons(act);
        var made = "";
        var said = await Scripts.VerdictAsync(async () => made = await world.DoAsync(act));
        if (reasons.Count is 0)
        {
            said.ShouldBe("ok", $"the verdict on {act}");
            model.Take(act, made);
        }
        else
        {
            reasons.ShouldContain(said, $"the verdict on {act}");
        }

        var kept = await KeptAsync(world);
        kept.Order(StringComparer.Ordinal).ShouldBe(model.Text().Order(StringComparer.Ordinal), $"after {act}");
    }

    /// <summary>What the service keeps of the round, in the words of <see cref="RoundModel.Text"/>.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(RoundWorld world)
    {
        await using var session = await world.Database.ReadAsync(Cancelled);
        var rows = await session.QueryAsync<string>(
            """
            SELECT 'state ' || state FROM rounds WHERE round_id = @id
            UNION ALL SELECT 'asked ' || q.village || ' ' || q.packs FROM round_requisitions q
              WHERE q.round_id = @id AND q.revision = (SELECT MAX(o.revision) FROM round_requisitions o
                WHERE o.round_id = q.round_id AND o.village = q.village)
            UNION ALL SELECT 'prepaid ' || prepayment_id || ' ' || village || ' ' || amount_fen || ' ' || paid_on || ' '
              || COALESCE(received_on, '') FROM round_prepayments WHERE round_id = @id
            UNION ALL SELECT 'quoted ' || quote_id || ' ' || supplier || ' ' || unit_price_millionths FROM round_quotes
              WHERE round_id = @id
            UNION ALL SELECT 'delivered ' || delivery_id || ' ' || delivered_packs || ' ' || rejected_packs || ' '
              || delivered_on || ' ' || corrects || ' ' || COALESCE(signed_on, '') FROM round_deliveries
              WHERE round_id = @id
            UNION ALL SELECT 'billed ' || b.kind || ' ' || b.issuer || ' ' || b.amount_fen || ' ' || b.billed_on
              FROM round_bills b WHERE b.round_id = @id AND b.revision = (SELECT MAX(o.revision) FROM round_bills o
                WHERE o.round_id = b.round_id AND o.kind = b.kind)
            UNION ALL SELECT 'share ' || village || ' ' || packs || ' ' || goods_fen || ' ' || freight_fen || ' '
              || fee_fen FROM round_settlement_legs WHERE round_id = @id
            UNION ALL SELECT 'paid ' || kind || ' ' || payee || ' ' || amount_fen || ' ' || paid_on
              FROM round_payments WHERE round_id = @id
            UNION ALL SELECT 'leg ' || topic || ' ' || village || ' ' || amount_fen FROM round_event_legs
              WHERE round_id = @id
            """,
            new { id = world.RoundId },
            Cancelled);
        return rows;
    }

    /// <summary>The service's own check, over the rounds of all scripts.</summary>
    private static async Task CheckAsync(RoundWorld world)
    {
        foreach (var check in world.Checks)
        {
            foreach (var finding in (await check.RunAsync(Cancelled)).Where(finding => finding.Rule is not "7"))
                finding.Violations.ShouldBeEmpty($"CONS {finding.Rule}");
        }
    }
}

using Region.Services.Tests.Model;
using Region.Testing;
using Shouldly;
using static System.FormattableString;

namespace Region.Services.Tests.Desk;

/// <summary>
/// T7, the accountants' desks: drafts, months, years, sub-accounts and registers of two books, by people who may and
/// who may not, with events in between. The service says and keeps what the handbook's lists say and keep, and the
/// conservation rules 1, 2 and 6 hold in the book of every step, rule 3 between the two behind every event.
/// </summary>
/// <remarks>
/// A new command of a desk: give it a record beside those in DraftStep.cs, MonthStep.cs and RegisterStep.cs, its rule
/// beside <see cref="DeskDrafts"/>, written from the handbook and never from the service, and a weight in
/// <see cref="DeskScripts"/>. What it leaves behind is compared in <see cref="DeskComparison"/>.
/// </remarks>
public sealed class DeskModelTests
{
    private const int Length = 150;
    private const int Runs = 60;
    private const int RunsOnPostgres = 2;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desks_are_those_of_the_model()
    {
        using var template = await BooksTemplate.MakeAsync(Cancelled, DeskWorld.OpenBalancesAsync);
        var reached = await RunAsync(Runs, () => Task.FromResult(DeskWorld.OnFiles(template)));

        // Scripts that hardly ever get anywhere would prove nothing; a few of them may.
        if (Scripts.Number(Runs) < Runs)
            return;

        foreach (var (what, least) in (KeyValuePair<string, int>[])
            [
                new("vouchers posted", 4 * Runs), new("months closed", Runs), new("years ended", Runs / 6),
                new("years taken back", 1), new("late events", Runs / 4), new("months reopened", Runs / 10),
            ])
        {
            reached.GetValueOrDefault(what).ShouldBeGreaterThanOrEqualTo(least, what);
        }
    }

    [Fact]
    public async Task On_PostgreSQL_they_are_the_same()
    {
        PostgresServer.Require();
        await RunAsync(RunsOnPostgres, DeskWorld.OnPostgresAsync);
    }

    private static async Task<Dictionary<string, int>> RunAsync(int runs, Func<Task<DeskWorld>> start)
    {
        var steps = 0;
        var reached = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Scripts.Check(DeskScripts.Step, Length, runs, async script =>
        {
            await using var world = await start();
            var model = new DeskModel();
            await CompareAsync(world, model, "the opening");
            foreach (var step in script.Steps)
            {
                await TakeAsync(world, model, step);
                steps++;
            }

            // Every cancellation is heard of in the end; then the service's own check holds too.
            for (var told = 0; told < model.Told.Count; told++)
                await TakeAsync(world, model, new Hear(model.Told.Count - 1 - told));

            await CompareAsync(world, model, "the last step");
            await DeskComparison.CheckAsync(world, model);
            Count(model, reached);
        });

        steps.ShouldBeGreaterThanOrEqualTo(Length * Scripts.Number(runs));
        TestContext.Current.TestOutputHelper?.WriteLine(Invariant($"{steps} steps; {string.Join(", ", reached)}"));
        return new Dictionary<string, int>(reached, StringComparer.Ordinal);
    }

    private static async Task TakeAsync(DeskWorld world, DeskModel model, DeskStep step)
    {
        var said = await step.DoAsync(world, model);
        step.Apply(model).Split('|').ShouldContain(said, $"the verdict on {step}");
        await CompareAsync(world, model, step.ToString(), step.Only);
        if (step.Only is null && model.IsQuiet)
            await DeskComparison.PairAsync(world);
    }

    private static async Task CompareAsync(DeskWorld world, DeskModel model, string after, string? only = null)
    {
        foreach (var book in model.Books.Values.Where(book => only is null || only == book.Code))
            await DeskComparison.CompareAsync(world, book, after);
    }

    private static void Count(DeskModel model, SortedDictionary<string, int> reached)
    {
        foreach (var book in model.Books.Values)
        {
            Add("vouchers posted", book.Drafts.Count(draft => draft.State is DeskState.Posted));
            Add("months closed", book.Acts.Count(act => act.Act is "Close"));
            Add("months reopened", book.Acts.Count(act => act.Act is "Reopen"));
            Add("years ended", book.YearEnd(2026).Count > 0 ? 1 : 0);
            Add("years taken back", book.Vouchers.Exists(one => one is { Kind: "YearEnd", Cancelled: true }) ? 1 : 0);
            Add("sub-accounts", book.Accounts.Values.Count(account => account.Own));
            Add("corrections", book.Vouchers.Count(voucher => voucher.Corrects is not null));
            Add("late events", book.Vouchers.Count(voucher => voucher is { EventId.Length: > 0, Cancels: null }
                && model.Events.Exists(told => told.Id == voucher.EventId && told.Date < voucher.Date)));
        }

        void Add(string what, int number) => reached[what] = reached.GetValueOrDefault(what) + number;
    }
}

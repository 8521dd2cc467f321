using Region.Accounting.Books;
using Region.Accounting.Charts;
using Region.Accounting.Domain;
using Region.Kernel;
using Region.Platform.Storage;
using Message = Region.Contracts.Accounting.V1;

namespace Region.Accounting.Accounts;

/// <summary>A book takes a newer version of its regime's chart from 1 January of a year.</summary>
internal sealed class AdoptChart(AccountDesk desk)
{
    private const string Subject = "科目表";

    public Task<Message.AdoptChartResponse> HandleAsync(AccountCall call, int version, int year) =>
        desk.OnceAsync<Message.AdoptChartResponse>(call, async (step, cancellationToken) =>
        {
            var planned = await PlanAsync(step, version, year, cancellationToken);
            if (!planned.Allowed)
                return planned.Refuse<Message.AdoptChartResponse>();

            var change = planned.Value;
            await ChartStore.AddAsync(step.Work, change.Opened, cancellationToken);
            await ChartStore.UpdateAsync(step.Work, change.Closed, cancellationToken);
            await ChartStore.UpdateAsync(step.Work, change.Renamed, cancellationToken);
            var title = FormattableString.Invariant($"第{version}版，自{year}年起");
            var act = step.Act("启用", Subject, step.Book.Registered.Regime.ToString(), "", title);
            await AccountUseStore.AddVersionAsync(step.Work, change, act, cancellationToken);
            await AccountUseStore.NoteAsync(step.Work, act, cancellationToken);
            var chart = await ChartStore.LoadAsync(step.Work, cancellationToken);
            var edition = EditionsOf(step.Book).Single(known => known.Version == version);
            return new Message.AdoptChartResponse { Version = edition.ToMessage(change, chart, adopted: true) };
        });

    /// <summary>The versions of the book's chart, with what those that it does not follow yet would change.</summary>
    public static async Task<IReadOnlyList<Message.ChartVersion>> ListAsync(
        Session session,
        OpenBook book,
        CancellationToken cancellationToken)
    {
        var followed = await AccountUseStore.VersionsAsync(session, cancellationToken);
        var chart = await ChartStore.LoadAsync(session, cancellationToken);
        var held = await AccountUseStore.HeldAsync(session, cancellationToken);
        var versions = new List<Message.ChartVersion>();
        foreach (var edition in EditionsOf(book))
        {
            if (followed.FirstOrDefault(row => row.Version == edition.Version) is { } row)
            {
                versions.Add(edition.ToMessage(row.HoldsFrom));
            }
            else if (edition.Version > followed[^1].Version)
            {
                var change = ChartAdoption.Plan(chart, edition, edition.ValidFrom.Year, held);
                versions.Add(change.Allowed
                    ? edition.ToMessage(change.Value, chart, adopted: false)
                    : edition.ToMessage(null, chart, adopted: false));
            }
        }

        return versions;
    }

    private static async Task<Decision<ChartChange, Refusal>> PlanAsync(
        AccountStep step,
        int version,
        int year,
        CancellationToken cancellationToken)
    {
        if (!ChartAdoption.IsYear(year))
            return Refusal.ChartYearInvalid.On("year", year);

        var from = new DateOnly(year, 1, 1);
        var followed = await AccountUseStore.VersionsAsync(step.Work, cancellationToken);
        var edition = EditionsOf(step.Book).FirstOrDefault(known =>
            known.Version == version && known.Version > followed[^1].Version && known.ValidFrom <= from);
        if (edition is null)
            return Refusal.ChartVersionUnknown.On("version", version);

        if (await AccountUseStore.FirstFromAsync(step.Work, from, cancellationToken) is { } first)
            return Refusal.ChartYearBegun.On("year", BusinessDate.Write(first));

        var chart = await ChartStore.LoadAsync(step.Work, cancellationToken);
        var held = await AccountUseStore.HeldAsync(step.Work, cancellationToken);
        var posted = await AccountUseStore.PostedFromAsync(step.Work, from, cancellationToken);
        var change = ChartAdoption.Plan(chart, edition, year, held);
        return change.Allowed && change.Value.Moved(posted) is { } moved
            ? Refusal.ChartYearBegun.On("year", $"{BusinessDate.Write(from)}（{moved}）")
            : change;
    }

    private static IEnumerable<ChartEdition> EditionsOf(OpenBook book) => PublishedCharts.All
        .Where(edition => edition.Regime == book.Registered.Regime)
        .OrderBy(edition => edition.Version);
}

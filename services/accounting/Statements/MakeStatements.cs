using System.Runtime.InteropServices;
using Region.Accounting.Domain;
using Region.Platform.Storage;

namespace Region.Accounting.Statements;

/// <summary>Fills the statements of a book for one month.</summary>
internal static class MakeStatements
{
    /// <summary>
    /// The asked statement first, then those that its cross-checks look at; all from one snapshot of the book.
    /// </summary>
    public static async Task<IReadOnlyList<StatementSheet>> MakeAsync(
        Session session,
        Chart chart,
        StatementForm form,
        StatementMoment moment,
        CancellationToken cancellationToken)
    {
        var facts = new StatementFacts
        {
            Month = moment.Month,
            Chart = chart,
            Figures = await StatementsStore.FiguresAsync(
                session, moment.Month, moment.KnownAt, cancellationToken),
        };
        var others = form.Checks.SelectMany(check => (string[])[check.Left.Statement, check.Right.Statement])
            .Where(statement => statement.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Select(statement => PublishedStatements.For(form.Regime, moment.Last)
                .Single(other => string.Equals(other.Statement, statement, StringComparison.Ordinal)));
        var sheets = new List<StatementSheet>();
        foreach (var one in (IEnumerable<StatementForm>)[form, .. others])
        {
            var flows = await FlowsAsync(session, one, moment, cancellationToken);
            sheets.Add(new StatementSheet(one, facts with { Flows = flows }));
        }

        return sheets;
    }

    private static async Task<IReadOnlyList<CounterFlow>> FlowsAsync(
        Session session,
        StatementForm form,
        StatementMoment moment,
        CancellationToken cancellationToken)
    {
        if (form.Flow is not { } scope)
            return [];

        var withLastYear = form.Columns.Any(column => column.Measure is Measure.LastYear);
        var query = new FlowQuery
        {
            Scope = scope,
            First = moment.YearStart.AddYears(withLastYear ? -1 : 0),
            Last = moment.Last,
            KnownAt = moment.KnownAt,
        };
        return await StatementsStore.FlowsAsync(session, query, cancellationToken);
    }
}

/// <summary>For which month, and as known at which instant.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="KnownAt">Unix milliseconds; null for all that is recorded.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatementMoment(DateOnly Month, long? KnownAt)
{
    /// <summary>The last day of the month.</summary>
    public DateOnly Last => Month.AddMonths(1).AddDays(-1);

    public DateOnly YearStart => new(Month.Year, 1, 1);

    /// <summary>The days whose vouchers lead to a column; without one those of the year up to the month.</summary>
    public (DateOnly First, DateOnly Last) SpanOf(Measure? measure) => measure switch
    {
        Measure.Month => (Month, Last),
        Measure.YearOpening => (DateOnly.MinValue, YearStart.AddDays(-1)),
        Measure.LastYear => (YearStart.AddYears(-1), Month.AddYears(-1).AddMonths(1).AddDays(-1)),
        Measure.Closing or Measure.Year or null => (YearStart, Last),
    };
}
